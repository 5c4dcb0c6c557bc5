package dev.weft.transformer.rules;

import dev.weft.transformer.analyse.Origin;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Evidence that a call which may wait does not, or not here.
 *
 * <pre>
 *   if (future.isDone()) use(future.join());            asked before
 *   await(allOf(a, b));  use(a.join(), b.join());       awaited before
 *   queue.poll(0, SECONDS);                             no time to wait
 *   new LinkedBlockingQueue&lt;&gt;().put(x)                  always has room
 * </pre>
 *
 * Whatever looks like evidence is taken for it: an earlier question or await anywhere in the
 * method, about what may be the same object.
 */
final class NotWaiting {
  private static final Set<String> FUTURE_QUESTIONS =
      Set.of(
          "isDone",
          "isCancelled",
          "isCompletedExceptionally",
          "state",
          "resultNow",
          "getNow",
          "complete",
          "completeExceptionally",
          "cancel");
  private static final Set<String> QUEUE_QUESTIONS =
      Set.of("isEmpty", "size", "peek", "remainingCapacity", "peekFirst", "peekLast");
  private static final Set<String> OTHER_QUESTIONS =
      Set.of("getCount", "availablePermits", "isTerminated", "isHeldByCurrentThread");
  private static final Set<String> FINISHED_FUTURES =
      Set.of("completedFuture", "failedFuture", "completedStage", "failedStage", "take", "poll");

  private NotWaiting() {}

  /** Whether a call that fits {@code known} need not wait. */
  static boolean isEvident(
      Body body, MethodInsnNode call, BlockingCall known, QueueCapacity queues) {
    boolean mayBeNoTime = BlockingCall.isTimed(call) || call.name.equals("sleep");
    if (mayBeNoTime && hasNoTime(body, call)) {
      return true;
    }
    return switch (known.kind()) {
      case FUTURE -> isDone(body, call);
      case TAKE -> isAsked(body, call, QUEUE_QUESTIONS);
      case PUT -> !queues.isBounded(call) || isAsked(body, call, QUEUE_QUESTIONS);
      case THREAD ->
          isAsked(body, call, Set.of("isAlive", "getState")) || isStartedBeforeAwait(body, call);
      case PROCESS -> isAsked(body, call, Set.of("isAlive", "exitValue")) || isAwaited(body, call);
      case RUN -> expectsRefusal(body, call);
      case CLOSE -> body.awaits().stream().anyMatch(await -> body.index(await) < body.index(call));
      case OTHER -> isAsked(body, call, OTHER_QUESTIONS);
    };
  }

  private static boolean hasNoTime(Body body, MethodInsnNode call) {
    Type[] types = Type.getArgumentTypes(call.desc);
    for (int i = 0; i < types.length; i++) {
      AbstractInsnNode made = body.origins().argument(call, i).insn();
      if (types[i].equals(Type.LONG_TYPE) && made != null && made.getOpcode() == Opcodes.LCONST_0) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDone(Body body, MethodInsnNode call) {
    MethodInsnNode maker = body.origins().receiver(call).call();
    return (maker != null && FINISHED_FUTURES.contains(maker.name))
        || isAsked(body, call, FUTURE_QUESTIONS)
        || isAwaited(body, call)
        || body.calls().stream().anyMatch(earlier -> earlier.name.equals("invokeAll"));
  }

  /**
   * Whether a question is asked of what may be the receiver, directly or through a method
   * reference.
   */
  private static boolean isAsked(Body body, MethodInsnNode call, Set<String> questions) {
    Origin receiver = body.origins().receiver(call);
    for (MethodInsnNode question : body.calls()) {
      if (questions.contains(question.name) && body.origins().receiver(question).mayBe(receiver)) {
        return true;
      }
    }
    for (InvokeDynamicInsnNode indy : body.dynamic()) {
      Handle target = Lambdas.body(indy);
      if (target != null && questions.contains(target.getName())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether an earlier await waits for what may be the receiver, or for something made from it or
   * from many.
   */
  private static boolean isAwaited(Body body, MethodInsnNode call) {
    Origin receiver = body.origins().receiver(call);
    for (MethodInsnNode await : body.awaits()) {
      if (body.index(await) < body.index(call)) {
        Origin awaited = body.origins().argument(await, 0);
        if (awaited.mayBe(receiver)
            || isMadeFrom(body, awaited, receiver, 0)
            || isChainedTo(body, receiver, awaited, 0)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isMadeFrom(Body body, Origin made, Origin receiver, int depth) {
    MethodInsnNode maker = made.call();
    if (maker == null || depth > 4) {
      return false;
    }
    Type[] types = Type.getArgumentTypes(maker.desc);
    for (int i = 0; i < types.length; i++) {
      Origin argument = body.origins().argument(maker, i);
      if (isMany(types[i]) || (types[i].getSort() == Type.OBJECT && argument.mayBe(receiver))) {
        return true;
      }
    }
    if (maker.getOpcode() == Opcodes.INVOKESTATIC) {
      return false;
    }
    Origin on = body.origins().receiver(maker);
    return on.mayBe(receiver) || isMadeFrom(body, on, receiver, depth + 1);
  }

  /**
   * Whether {@code made} is what calls on {@code origin}, such as {@code toCompletableFuture()},
   * return.
   */
  private static boolean isChainedTo(Body body, Origin made, Origin origin, int depth) {
    MethodInsnNode maker = made.call();
    if (maker == null || maker.getOpcode() == Opcodes.INVOKESTATIC || depth > 4) {
      return false;
    }
    Origin on = body.origins().receiver(maker);
    return on.mayBe(origin) || isChainedTo(body, on, origin, depth + 1);
  }

  private static boolean isMany(Type type) {
    return type.getSort() == Type.ARRAY
        || List.of(
                "java/util/List",
                "java/util/Collection",
                "java/util/Set",
                "java/util/Map",
                "java/lang/Iterable",
                "java/util/stream/Stream")
            .contains(type.getSort() == Type.OBJECT ? type.getInternalName() : "");
  }

  /** A thread made here may have ended when what was awaited in between is there. */
  private static boolean isStartedBeforeAwait(Body body, MethodInsnNode join) {
    AbstractInsnNode made = body.origins().receiver(join).insn();
    if (made == null
        || made.getOpcode() == Opcodes.GETFIELD
        || made.getOpcode() == Opcodes.GETSTATIC) {
      return false;
    }
    // What comes out of a collection was made before, too.
    int since = made instanceof MethodInsnNode ? -1 : body.index(made);
    return body.awaits().stream()
        .anyMatch(await -> since < body.index(await) && body.index(await) < body.index(join));
  }

  /** On a loop's thread these throw at once, which somebody may want to see. */
  private static boolean expectsRefusal(Body body, MethodInsnNode run) {
    for (TryCatchBlockNode block : body.flow().covering(body.index(run))) {
      if ("java/lang/IllegalStateException".equals(block.type)) {
        return true;
      }
    }
    return false;
  }
}
