package dev.weft.transformer.analyse;

import dev.weft.transformer.bytecode.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.Interpreter;

/**
 * Where the operands of each instruction come from.
 *
 * <pre>
 *   Coroutine&lt;T&gt; c = fetch(url);      invokevirtual fetch, astore 2
 *   await(c);                         aload 2, invokestatic await: its operand was made by the call of fetch
 *   c = x ? a() : b();  await(c);     made by a or by b: not known
 * </pre>
 *
 * A value is merged with another at most twice, so that this takes a few passes over a method.
 */
public final class Origins {
  private final InsnList insns;
  private final Frame<Origin>[] before;

  private Origins(InsnList insns, Frame<Origin>[] before) {
    this.insns = insns;
    this.before = before;
  }

  /** Follows the values of a method. Of one that makes no sense, it knows nothing. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  public static Origins of(String owner, MethodNode method) {
    try {
      return new Origins(
          method.instructions, new Analyzer<>(new Follower()).analyze(owner, method));
    } catch (AnalyzerException | IndexOutOfBoundsException e) {
      return new Origins(method.instructions, new Frame[method.instructions.size()]);
    }
  }

  /** The operand {@code depth} values below the top of the stack before an instruction. */
  public Origin operand(AbstractInsnNode insn, int depth) {
    Frame<Origin> frame = before[insns.indexOf(insn)];
    int index = frame == null ? -1 : frame.getStackSize() - 1 - depth;
    return frame == null || index < 0 ? Origin.unknown(1) : frame.getStack(index);
  }

  /** How many values an instruction finds on the stack; 0 in dead code. */
  public int stackSize(AbstractInsnNode insn) {
    Frame<Origin> frame = before[insns.indexOf(insn)];
    return frame == null ? 0 : frame.getStackSize();
  }

  /** The argument of a call, counted from 0 without the receiver. */
  public Origin argument(MethodInsnNode call, int index) {
    return operand(call, Type.getArgumentCount(call.desc) - 1 - index);
  }

  /** What a method is called on; not known for a static one. */
  public Origin receiver(MethodInsnNode call) {
    return call.getOpcode() == Opcodes.INVOKESTATIC
        ? Origin.unknown(1)
        : operand(call, Type.getArgumentCount(call.desc));
  }

  private static final class Follower extends Interpreter<Origin> {
    private final BasicInterpreter sizes = new BasicInterpreter();

    Follower() {
      super(Names.ASM_API);
    }

    private static Origin made(@Nullable BasicValue value, @Nullable AbstractInsnNode insn) {
      return new Origin(value == null ? 1 : value.getSize(), insn, -1);
    }

    @Override
    @SuppressWarnings("NullAway") // As the interpreter's contract has it: no value for void.
    public Origin newValue(@Nullable Type type) {
      return Type.VOID_TYPE.equals(type) ? null : Origin.unknown(type == null ? 1 : type.getSize());
    }

    @Override
    public Origin newParameterValue(boolean isInstanceMethod, int local, Type type) {
      return new Origin(type.getSize(), null, local);
    }

    @Override
    public Origin newExceptionValue(TryCatchBlockNode block, Frame<Origin> frame, Type type) {
      return new Origin(1, block.handler, -1);
    }

    @Override
    public Origin newOperation(AbstractInsnNode insn) throws AnalyzerException {
      return made(sizes.newOperation(insn), insn);
    }

    @Override
    public Origin copyOperation(AbstractInsnNode insn, Origin value) {
      return value.isUnknown() ? new Origin(value.size(), insn, -1) : value;
    }

    @Override
    public Origin unaryOperation(AbstractInsnNode insn, Origin value) throws AnalyzerException {
      if (insn.getOpcode() == Opcodes.CHECKCAST && !value.isUnknown()) {
        return value;
      }
      return made(sizes.unaryOperation(insn, BasicValue.REFERENCE_VALUE), insn);
    }

    @Override
    public Origin binaryOperation(AbstractInsnNode insn, Origin a, Origin b)
        throws AnalyzerException {
      BasicValue reference = BasicValue.REFERENCE_VALUE;
      return made(sizes.binaryOperation(insn, reference, reference), insn);
    }

    @Override
    public Origin ternaryOperation(AbstractInsnNode insn, Origin a, Origin b, Origin c) {
      return Origin.unknown(1);
    }

    @Override
    public Origin naryOperation(AbstractInsnNode insn, List<? extends Origin> values)
        throws AnalyzerException {
      return made(sizes.naryOperation(insn, List.of()), insn);
    }

    @Override
    public void returnOperation(AbstractInsnNode insn, Origin value, Origin expected) {}

    @Override
    public Origin merge(Origin a, Origin b) {
      return a.equals(b) ? a : Origin.unknown(Math.min(a.size(), b.size()));
    }
  }
}
