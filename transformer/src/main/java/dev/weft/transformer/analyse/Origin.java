package dev.weft.transformer.analyse;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Value;

/**
 * Which instruction made a value. Loads, stores and casts hand a value on; where paths meet that
 * bring different ones, it is not known.
 *
 * @param size 2 for long and double, else 1
 * @param insn what made it: a call, an allocation, a constant; a handler's label for what it
 *     caught; null for a parameter and where it is not known
 * @param parameter the slot of a parameter, -1 for anything else
 */
public record Origin(int size, @Nullable AbstractInsnNode insn, int parameter) implements Value {
  static Origin unknown(int size) {
    return new Origin(size, null, -1);
  }

  @Override
  public int getSize() {
    return size;
  }

  /** Whether it may have been made in several places. */
  public boolean isUnknown() {
    return insn == null && parameter < 0;
  }

  /** The call that made it; null if something else did. */
  public @Nullable MethodInsnNode call() {
    return insn instanceof MethodInsnNode call ? call : null;
  }

  /**
   * Whether two values may be one. Reading a field twice, or calling a method twice, may give the
   * same object.
   */
  public boolean mayBe(Origin other) {
    if (isUnknown() || other.isUnknown() || equals(other)) {
      return true;
    }
    if (insn instanceof FieldInsnNode a && other.insn instanceof FieldInsnNode b) {
      return a.name.equals(b.name) && a.owner.equals(b.owner);
    }
    if (insn instanceof MethodInsnNode a && other.insn instanceof MethodInsnNode b) {
      return a.name.equals(b.name) && a.owner.equals(b.owner) && a.desc.equals(b.desc);
    }
    if (insn instanceof VarInsnNode a && other.insn instanceof VarInsnNode b) {
      return a.var == b.var;
    }
    return insn != null
        && other.insn != null
        && insn.getOpcode() == other.insn.getOpcode()
        && isArrayLoad();
  }

  private boolean isArrayLoad() {
    return insn != null && insn.getOpcode() == Opcodes.AALOAD;
  }
}
