package dev.weft.transformer.rules;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import dev.weft.transformer.bytecode.Insns;
import dev.weft.transformer.bytecode.Names;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * WEFT-201: a coroutine is made and dropped, so its body never runs.
 *
 * <pre>
 *   save(order);                          invokevirtual save, pop
 *   var saved = save(order);              invokevirtual save, astore 2; nothing loads 2 again
 *   executor.execute(() -&gt; save(order));  the same in the lambda's body, or without the pop
 *   orders.forEach(this::save);           the interface's method returns nothing
 *
 *   "save(Order) only makes a coroutine ... its body will never run."
 * </pre>
 *
 * Quiet are {@code result} and {@code done}, which have no body, a method that returns no more than
 * these or a field, and what a test hands to JUnit, AssertJ or Mockito: {@code
 * verify(shop).save(order)}.
 */
final class NeverAwaited implements Rule {
  private static final String RETURNS_COROUTINE = ")L" + Names.COROUTINE + ";";

  /** Packages whose interfaces and objects want a call made, not its value. */
  private static final List<String> TEST_TOOLS =
      List.of(
          "org/junit/",
          "junit/framework/",
          "org/testng/",
          "org/assertj/",
          "org/hamcrest/",
          "com/google/common/truth/",
          "org/mockito/",
          "org/easymock/",
          "org/jmock/",
          "io/mockk/");

  private final Types types;

  NeverAwaited(Types types) {
    this.types = types;
  }

  @Override
  public void check(Body body, Consumer<Diagnostic> report) {
    for (MethodInsnNode call : body.calls()) {
      if (makesCoroutine(call.owner, call.name, call.desc)) {
        String fate = fate(body, call);
        if (fate != null && !types.givesNoBody(call.owner, call.name, call.desc)) {
          report.accept(problem(body, call, call.name, Words.call(call) + fate));
        }
      }
    }
    for (InvokeDynamicInsnNode indy : body.dynamic()) {
      Handle target = Lambdas.body(indy);
      if (target != null
          && Lambdas.isVoid(indy)
          && makesCoroutine(target.getOwner(), target.getName(), target.getDesc())
          && !isTestTool(Lambdas.implemented(indy))
          && !types.givesNoBody(target.getOwner(), target.getName(), target.getDesc())) {
        String text =
            Words.call(target.getName(), target.getDesc())
                + " only makes a coroutine, and "
                + dropper(indy);
        report.accept(problem(body, indy, target.getName(), text));
      }
    }
  }

  private static Diagnostic problem(Body body, AbstractInsnNode at, String called, String text) {
    boolean here = body.async && !(at instanceof InvokeDynamicInsnNode);
    String remedy =
        here
            ? "Write await(...) around it, or createTask(...) to run it concurrently"
            : "Start it with createTask(...) or Weft.run(...), or await it in an @Async method or async lambda";
    return body.problem(
        DiagnosticCode.NEVER_AWAITED,
        at,
        called,
        text + ": its body will never run. " + remedy + "; close() it if it is not to run.");
  }

  /** How the coroutine that a call makes is lost, in words; null when it may be used. */
  private static @Nullable String fate(Body body, MethodInsnNode call) {
    AbstractInsnNode next = Insns.followedBy(call);
    if (next instanceof VarInsnNode store && store.getOpcode() == Opcodes.ASTORE) {
      boolean read = body.liveness().afterOrCaught(body.index(store)).get(store.var);
      return read
          ? null
          : " only makes a coroutine, and nothing reads the variable that it is stored in";
    }
    // In a lambda that is one expression, ecj returns with the value on the stack.
    boolean dropped =
        next != null && (next.getOpcode() == Opcodes.POP || next.getOpcode() == Opcodes.RETURN);
    if (next == null || !dropped || isForTest(body, call, next)) {
      return null;
    }
    AbstractInsnNode last = next.getOpcode() == Opcodes.POP ? Insns.followedBy(next) : next;
    return body.lambda != null && last != null && last.getOpcode() == Opcodes.RETURN
        ? " only makes a coroutine, and " + dropper(body.lambda)
        : " only makes a coroutine, and nothing awaits it";
  }

  private static String dropper(InvokeDynamicInsnNode indy) {
    return Lambdas.shown(indy) + ", which returns nothing, drops it";
  }

  static boolean makesCoroutine(String owner, String name, String desc) {
    boolean finished = owner.equals(Names.WEFT) && (name.equals("result") || name.equals("done"));
    return desc.endsWith(RETURNS_COROUTINE) && !finished;
  }

  /**
   * On a mock that counts calls, in an assertion that expects an exception, or before a {@code
   * fail()}.
   */
  private static boolean isForTest(Body body, MethodInsnNode call, AbstractInsnNode pop) {
    if (body.lambda != null && isTestTool(Lambdas.implemented(body.lambda))) {
      return true;
    }
    AbstractInsnNode next = pop;
    for (int i = 0; i < 3 && next != null; i++) {
      next = Insns.followedBy(next);
      if (next instanceof MethodInsnNode fail && fail.name.equals("fail")) {
        return true;
      }
    }
    MethodInsnNode receiver = body.origins().receiver(call).call();
    return receiver != null && isTestTool(receiver.owner);
  }

  private static boolean isTestTool(String name) {
    return TEST_TOOLS.stream().anyMatch(name::startsWith);
  }
}
