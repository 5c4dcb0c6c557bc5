package dev.weft.transformer.rules;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import dev.weft.transformer.bytecode.Insns;
import dev.weft.transformer.bytecode.Names;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * WEFT-209: a task is made for a value that nobody can get.
 *
 * <pre>
 *   createTask(price(item));              price returns Coroutine&lt;Integer&gt;: invokestatic createTask, pop
 *
 *   "The Integer of price(String) is lost ... Keep the Task and await it, or give it a callback with onDone."
 * </pre>
 *
 * A loop holds its tasks and reports their failures, so a task without a value may well be left to
 * itself: {@code createTask(audit(order))} of a {@code Coroutine<Void>} stays quiet. So does one
 * with a name or options, and a lambda that does nothing else, {@code () -> createTask(x)}.
 */
final class DroppedTask implements Rule {
  private static final String RETURNS_TASK = ")L" + Names.TASK + ";";
  private static final String CREATES_TASK = "(L" + Names.COROUTINE + ";" + RETURNS_TASK;

  private final Types types;

  DroppedTask(Types types) {
    this.types = types;
  }

  @Override
  public void check(Body body, Consumer<Diagnostic> report) {
    for (MethodInsnNode call : body.calls()) {
      if (call.desc.endsWith(RETURNS_TASK) && isDropped(body, call)) {
        MethodInsnNode maker = maker(body, call);
        String value = maker == null ? null : value(maker);
        if (maker != null && value != null) {
          report.accept(problem(body, call, maker, value));
        }
      }
    }
  }

  private static boolean isDropped(Body body, MethodInsnNode call) {
    AbstractInsnNode pop = Insns.followedBy(call);
    if (pop == null || pop.getOpcode() != Opcodes.POP) {
      return false;
    }
    AbstractInsnNode next = Insns.followedBy(pop);
    boolean expressionLambda =
        body.lambda != null && !body.async && next != null && next.getOpcode() == Opcodes.RETURN;
    return !expressionLambda;
  }

  /**
   * The call whose method declares the type of the task's value; null when the task may be meant to
   * be dropped.
   */
  private @Nullable MethodInsnNode maker(Body body, MethodInsnNode call) {
    boolean creates = call.owner.equals(Names.WEFT) || call.owner.equals(Names.EVENT_LOOP);
    if (creates) {
      return call.desc.equals(CREATES_TASK) ? body.origins().argument(call, 0).call() : null;
    }
    Types.Method method = types.find(call.owner, call.name, call.desc);
    return method != null && method.async() ? call : null;
  }

  /**
   * The simple name of the type argument of what a method returns; null for Void and what is not
   * known.
   */
  private @Nullable String value(MethodInsnNode maker) {
    Types.Method method = types.find(maker.owner, maker.name, maker.desc);
    String signature = method == null ? null : method.signature();
    if (signature == null) {
      return null;
    }
    Value value = new Value();
    new SignatureReader(signature).accept(value);
    return value.name == null || value.name.equals("Void") ? null : value.name;
  }

  private static Diagnostic problem(
      Body body, MethodInsnNode call, MethodInsnNode maker, String value) {
    return body.problem(
        DiagnosticCode.DROPPED_TASK,
        call,
        call.name,
        "The "
            + value
            + " of "
            + Words.call(maker)
            + " is lost, and its failure too but for the loop's exception handler. Keep the Task and await it, give it a"
            + " callback with onDone, or use TaskGroup.createTask.");
  }

  /** Reads the first type argument of a method's result, if it is a class. */
  private static final class Value extends SignatureVisitor {
    private @Nullable String name;
    private int depth;

    Value() {
      super(Names.ASM_API);
    }

    @Override
    public SignatureVisitor visitReturnType() {
      return new SignatureVisitor(Names.ASM_API) {
        @Override
        public SignatureVisitor visitTypeArgument(char wildcard) {
          depth++;
          return wildcard == INSTANCEOF && depth == 1
              ? new Argument()
              : new SignatureVisitor(Names.ASM_API) {};
        }
      };
    }

    private final class Argument extends SignatureVisitor {
      Argument() {
        super(Names.ASM_API);
      }

      @Override
      public void visitClassType(String type) {
        if (name == null) {
          name = type.substring(Math.max(type.lastIndexOf('/'), type.lastIndexOf('$')) + 1);
        }
      }
    }
  }
}
