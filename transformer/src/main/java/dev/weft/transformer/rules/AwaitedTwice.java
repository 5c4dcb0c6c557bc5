package dev.weft.transformer.rules;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import dev.weft.transformer.analyse.Origin;
import dev.weft.transformer.analyse.Paths;
import dev.weft.transformer.bytecode.Insns;
import dev.weft.transformer.bytecode.Names;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * WEFT-206: the coroutine that one call made, or that is passed in, is awaited, or made a task, a
 * second time.
 *
 * <pre>
 *   Coroutine&lt;Page&gt; page = fetch(url);
 *   log(await(page));
 *   return result(await(page).text());
 *
 *   "The coroutine of fetch(String) was awaited at line 12 already ... throws IllegalStateException."
 * </pre>
 *
 * It is sure when the second use cannot be reached but by way of the first, or the first leads to
 * the second on every way out, or both are one and every turn of a loop comes past it. Two uses in
 * branches of which either may be taken stay quiet, and so does a use whose IllegalStateException
 * is caught.
 */
final class AwaitedTwice implements Rule {
  private static final String COROUTINE_DESC = "L" + Names.COROUTINE + ";";

  /** Each question about ways is a walk over the method: more would not be linear. */
  private static final int MAX_QUESTIONS = 64;

  @Override
  public void check(Body body, Consumer<Diagnostic> report) {
    int questions = 0;
    for (Map.Entry<Origin, List<MethodInsnNode>> entry : uses(body).entrySet()) {
      AbstractInsnNode maker = entry.getKey().insn();
      int made = maker == null ? Paths.ENTRY : body.index(maker);
      MethodInsnNode previous = null;
      for (MethodInsnNode use : entry.getValue()) {
        if (questions++ >= MAX_QUESTIONS) {
          return;
        }
        boolean again =
            previous == null
                ? body.paths().isOnEveryTurn(body.index(use), made)
                : follows(body, made, previous, use);
        if (again && !expectsFailure(body, use)) {
          report.accept(problem(body, entry.getKey(), previous, use));
          break;
        }
        previous = use;
      }
    }
  }

  /** By where a coroutine comes from, what uses it up, in the order of the code. */
  private static Map<Origin, List<MethodInsnNode>> uses(Body body) {
    Map<Origin, List<MethodInsnNode>> uses = new LinkedHashMap<>();
    for (MethodInsnNode call : body.calls()) {
      if (isUse(call)) {
        Origin origin = body.origins().argument(call, 0);
        if (isCoroutine(body, origin, call)) {
          uses.computeIfAbsent(origin, unused -> new ArrayList<>()).add(call);
        }
      }
    }
    return uses;
  }

  /** Whether it is the coroutine of one call, or that of one parameter. */
  private static boolean isCoroutine(Body body, Origin origin, MethodInsnNode use) {
    MethodInsnNode maker = origin.call();
    if (maker != null) {
      // A call directly before is made anew each time: only what is stored can be used twice.
      return maker.desc.endsWith(")" + COROUTINE_DESC) && Insns.followedBy(maker) != use;
    }
    return origin.parameter() >= 0 && parameter(body, origin.parameter()).equals(COROUTINE_DESC);
  }

  private static String parameter(Body body, int slot) {
    int at = (body.method.access & Opcodes.ACC_STATIC) == 0 ? 1 : 0;
    for (Type type : Type.getArgumentTypes(body.method.desc)) {
      if (at == slot) {
        return type.getDescriptor();
      }
      at += type.getSize();
    }
    return "";
  }

  private static boolean isUse(MethodInsnNode call) {
    boolean task =
        call.name.equals("createTask")
            && (call.owner.equals(Names.WEFT)
                || call.owner.equals(Names.EVENT_LOOP)
                || call.owner.equals(Names.TASK_GROUP));
    return Body.isAwait(call) || task;
  }

  private static boolean follows(
      Body body, int made, MethodInsnNode firstUse, MethodInsnNode secondUse) {
    int first = body.index(firstUse);
    int second = body.index(secondUse);
    if (!body.paths().lead(first, second, made)) {
      return false;
    }
    return !body.paths().lead(made, second, first) || isUnavoidable(body, made, first, second);
  }

  /**
   * Whether no way leads from {@code first} out of the method or back to {@code made}, but by way
   * of {@code second}.
   */
  private static boolean isUnavoidable(Body body, int made, int first, int second) {
    BitSet behind = body.paths().behindNormally(first, index -> index == second);
    for (int i = behind.nextSetBit(0); i >= 0; i = behind.nextSetBit(i + 1)) {
      int opcode = body.method.instructions.get(i).getOpcode();
      if (i == made || (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN)) {
        return false;
      }
    }
    return true;
  }

  private static boolean expectsFailure(Body body, MethodInsnNode use) {
    for (TryCatchBlockNode block : body.flow().covering(body.index(use))) {
      if ("java/lang/IllegalStateException".equals(block.type)) {
        return true;
      }
    }
    return false;
  }

  private static Diagnostic problem(
      Body body, Origin origin, @Nullable MethodInsnNode first, MethodInsnNode use) {
    int line = first == null ? 0 : Insns.lineOf(first);
    String before =
        first == null
            ? " is used up when the loop comes here for the second time"
            : " was used up" + (line == 0 ? " before" : " at line " + line);
    MethodInsnNode maker = origin.call();
    return body.problem(
        DiagnosticCode.AWAITED_TWICE,
        use,
        use.name,
        (maker == null
                ? "The coroutine that is passed in"
                : "The coroutine of " + Words.call(maker))
            + before
            + ", and a coroutine runs once: this ends with an IllegalStateException. Keep its value, "
            + (maker == null
                ? "take an AsyncCallable that makes"
                : "call " + maker.name + " again for")
            + " another one, or make a Task of it with createTask and await that as often as needed.");
  }
}
