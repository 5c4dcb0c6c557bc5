package dev.weft.transformer.plan;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Keeps {@code this} in slot 0, from where it is saved and restored: a compiler other than javac may reuse the slot, which
 * then moves elsewhere.
 */
final class ReceiverSlot {
  private ReceiverSlot() {}

  /** Rewrites {@code body}, an instance method, if it stores into slot 0; whether it does. */
  static boolean keep(MethodNode body, String className) {
    boolean reused = false;
    for (AbstractInsnNode insn : body.instructions) {
      reused |= insn instanceof VarInsnNode var && var.var == 0 && var.getOpcode() >= Opcodes.ISTORE;
    }
    if (!reused) {
      return false;
    }
    int moved = body.maxLocals;
    body.maxLocals += 2;
    for (AbstractInsnNode insn : body.instructions) {
      if (insn instanceof VarInsnNode var && var.var == 0) {
        var.var = moved;
      } else if (insn instanceof IincInsnNode iinc && iinc.var == 0) {
        iinc.var = moved;
      } else if (insn instanceof FrameNode frame) {
        frame.local = moveFirst(frame.local, moved, className);
      }
    }
    InsnList entry = new InsnList();
    entry.add(new VarInsnNode(Opcodes.ALOAD, 0));
    entry.add(new VarInsnNode(Opcodes.ASTORE, moved));
    body.instructions.insert(entry);
    return true;
  }

  private static List<Object> moveFirst(List<Object> locals, int moved, String className) {
    List<Object> result = new ArrayList<>(locals);
    Object first = result.isEmpty() ? Opcodes.TOP : result.get(0);
    if (result.isEmpty()) {
      result.add(className);
    } else {
      result.set(0, className);
    }
    if (isWide(first)) {
      result.add(1, Opcodes.TOP);
    }
    int slots = 0;
    for (Object entry : result) {
      slots += isWide(entry) ? 2 : 1;
    }
    for (; slots < moved; slots++) {
      result.add(Opcodes.TOP);
    }
    result.add(first);
    return result;
  }

  private static boolean isWide(Object entry) {
    return entry.equals(Opcodes.LONG) || entry.equals(Opcodes.DOUBLE);
  }
}
