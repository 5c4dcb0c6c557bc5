package dev.weft.transformer.analyse;

import org.objectweb.asm.tree.AbstractInsnNode;

/**
 * The types of a method body do not work out. In a user's class it is damaged; in emitted code the
 * fault is ours.
 */
public final class FlowException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient AbstractInsnNode insn;

  /** At which instruction, and what. */
  public FlowException(AbstractInsnNode insn, String message) {
    super(message);
    this.insn = insn;
  }

  /** The instruction that does not fit. */
  public AbstractInsnNode insn() {
    return insn;
  }
}
