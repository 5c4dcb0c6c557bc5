package dev.weft.transformer.bytecode;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** Small helpers on instructions that know nothing of async. */
public final class Insns {
  private Insns() {}

  /** Whether it is executed: neither a label, nor a line number, nor a frame. */
  public static boolean isReal(AbstractInsnNode insn) {
    return insn.getOpcode() >= 0;
  }

  /**
   * The next executed instruction, if control reaches it from {@code insn} alone: no frame stands
   * between.
   */
  public static @Nullable AbstractInsnNode followedBy(AbstractInsnNode insn) {
    AbstractInsnNode next = insn.getNext();
    while (next != null && !isReal(next)) {
      if (next instanceof FrameNode) {
        return null;
      }
      next = next.getNext();
    }
    return next;
  }

  /**
   * The executed instruction before it, if nothing else leads to {@code insn}: no frame stands
   * between.
   */
  public static @Nullable AbstractInsnNode precededBy(AbstractInsnNode insn) {
    AbstractInsnNode previous = insn.getPrevious();
    while (previous != null && !isReal(previous)) {
      if (previous instanceof FrameNode) {
        return null;
      }
      previous = previous.getPrevious();
    }
    return previous;
  }

  /** The next executed instruction at or after {@code insn}; null at the end of the method. */
  public static @Nullable AbstractInsnNode nextReal(@Nullable AbstractInsnNode insn) {
    AbstractInsnNode next = insn;
    while (next != null && !isReal(next)) {
      next = next.getNext();
    }
    return next;
  }

  /** The source line of an instruction, 0 where the class file has none. */
  public static int lineOf(AbstractInsnNode insn) {
    for (AbstractInsnNode at = insn; at != null; at = at.getPrevious()) {
      if (at instanceof LineNumberNode line) {
        return line.line;
      }
    }
    return 0;
  }

  /** Whether it is a call of {@code owner.name}, whatever the descriptor. */
  public static boolean isCall(@Nullable AbstractInsnNode insn, String owner, String name) {
    return insn instanceof MethodInsnNode call
        && call.owner.equals(owner)
        && call.name.equals(name);
  }

  /** Whether it is a call of {@code owner.name} with this descriptor. */
  public static boolean isCall(
      @Nullable AbstractInsnNode insn, String owner, String name, String desc) {
    return isCall(insn, owner, name)
        && insn instanceof MethodInsnNode call
        && call.desc.equals(desc);
  }

  /** Whether control never goes on to the instruction behind it. */
  public static boolean endsBlock(int opcode) {
    return (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN)
        || opcode == Opcodes.ATHROW
        || opcode == Opcodes.GOTO
        || opcode == Opcodes.TABLESWITCH
        || opcode == Opcodes.LOOKUPSWITCH;
  }

  /** The shortest instruction that pushes {@code value}. */
  public static AbstractInsnNode pushInt(int value) {
    if (value >= -1 && value <= 5) {
      return new InsnNode(Opcodes.ICONST_0 + value);
    }
    if (value >= Byte.MIN_VALUE && value <= Byte.MAX_VALUE) {
      return new IntInsnNode(Opcodes.BIPUSH, value);
    }
    if (value >= Short.MIN_VALUE && value <= Short.MAX_VALUE) {
      return new IntInsnNode(Opcodes.SIPUSH, value);
    }
    return new LdcInsnNode(value);
  }

  /** The instruction that pushes the zero of a type, null for a reference; for void none. */
  public static @Nullable AbstractInsnNode pushZero(Type type) {
    return switch (type.getSort()) {
      case Type.VOID -> null;
      case Type.LONG -> new InsnNode(Opcodes.LCONST_0);
      case Type.FLOAT -> new InsnNode(Opcodes.FCONST_0);
      case Type.DOUBLE -> new InsnNode(Opcodes.DCONST_0);
      case Type.OBJECT, Type.ARRAY -> new InsnNode(Opcodes.ACONST_NULL);
      default -> new InsnNode(Opcodes.ICONST_0);
    };
  }
}
