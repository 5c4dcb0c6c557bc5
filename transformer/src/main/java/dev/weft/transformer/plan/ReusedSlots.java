package dev.weft.transformer.plan;

import dev.weft.transformer.scan.AsyncMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Moves locals out of slots that the copies need. javac never reuses a parameter's slot; other
 * compilers and shrinkers do.
 *
 * <ul>
 *   <li>{@code this} stays in slot 0, from where it is saved and restored: any other local there
 *       moves.
 *   <li>Behind the last parameter come the hidden ones: a long or double that begins in the last
 *       parameter's slot moves.
 * </ul>
 */
final class ReusedSlots {
  private final MethodNode body;

  private ReusedSlots(MethodNode body) {
    this.body = body;
  }

  /** Rewrites the body where it has to be; whether it was. */
  static boolean free(AsyncMethod async) {
    ReusedSlots slots = new ReusedSlots(async.method());
    boolean moved = false;
    if (!async.isStatic() && slots.isUsed(0, opcode -> opcode >= Opcodes.ISTORE)) {
      slots.moveReceiver(async.owner().name);
      moved = true;
    }
    int last = async.argumentSlots() - 1;
    if (last >= 0
        && slots.isUsed(last, opcode -> opcode == Opcodes.LSTORE || opcode == Opcodes.DSTORE)) {
      slots.moveWide(last);
      moved = true;
    }
    return moved;
  }

  private boolean isUsed(int slot, IntPredicate opcodes) {
    for (AbstractInsnNode insn : body.instructions) {
      if (insn instanceof VarInsnNode var && var.var == slot && opcodes.test(var.getOpcode())) {
        return true;
      }
    }
    return false;
  }

  private int newSlots() {
    int slot = body.maxLocals;
    body.maxLocals += 2;
    return slot;
  }

  /** All uses of slot 0 go to a new slot, which {@code this} is copied to on entry. */
  private void moveReceiver(String className) {
    int moved = newSlots();
    for (AbstractInsnNode insn : body.instructions) {
      if (insn instanceof VarInsnNode var && var.var == 0) {
        var.var = moved;
      } else if (insn instanceof IincInsnNode iinc && iinc.var == 0) {
        iinc.var = moved;
      } else if (insn instanceof FrameNode frame) {
        frame.local = moved(frame.local, 0, className, moved);
      }
    }
    moveVariables(0, moved, false);
    InsnList entry = new InsnList();
    entry.add(new VarInsnNode(Opcodes.ALOAD, 0));
    entry.add(new VarInsnNode(Opcodes.ASTORE, moved));
    body.instructions.insert(entry);
  }

  /** The longs and doubles of a slot go to a new one. */
  private void moveWide(int slot) {
    int moved = newSlots();
    for (AbstractInsnNode insn : body.instructions) {
      if (insn instanceof VarInsnNode var && var.var == slot && isWide(var.getOpcode())) {
        var.var = moved;
      } else if (insn instanceof FrameNode frame && isWide(entryAt(frame.local, slot))) {
        frame.local = moved(frame.local, slot, Opcodes.TOP, moved);
      }
    }
    moveVariables(slot, moved, true);
  }

  private void moveVariables(int slot, int moved, boolean wideOnly) {
    if (body.localVariables == null) {
      return;
    }
    for (LocalVariableNode variable : body.localVariables) {
      boolean wide = variable.desc.equals("J") || variable.desc.equals("D");
      if (variable.index == slot && (wide || !wideOnly)) {
        variable.index = moved;
      }
    }
  }

  private static boolean isWide(int opcode) {
    return switch (opcode) {
      case Opcodes.LLOAD, Opcodes.DLOAD, Opcodes.LSTORE, Opcodes.DSTORE -> true;
      default -> false;
    };
  }

  private static boolean isWide(Object entry) {
    return entry.equals(Opcodes.LONG) || entry.equals(Opcodes.DOUBLE);
  }

  private static Object entryAt(List<Object> locals, int slot) {
    int at = 0;
    for (Object entry : locals) {
      if (at == slot) {
        return entry;
      }
      at += isWide(entry) ? 2 : 1;
    }
    return Opcodes.TOP;
  }

  /**
   * A frame's locals with the one at {@code slot} moved to the slot {@code to}, behind all others.
   */
  private static List<Object> moved(List<Object> locals, int slot, Object left, int to) {
    List<Object> result = new ArrayList<>();
    Object moved = Opcodes.TOP;
    int at = 0;
    for (Object entry : locals) {
      if (at == slot) {
        moved = entry;
        result.add(left);
        if (isWide(entry)) {
          result.add(Opcodes.TOP);
        }
      } else {
        result.add(entry);
      }
      at += isWide(entry) ? 2 : 1;
    }
    for (; at < to; at++) {
      result.add(at == slot ? left : Opcodes.TOP);
    }
    result.add(moved);
    return result;
  }
}
