package dev.weft.transformer.analyse;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Which {@code synchronized} block an instruction stands in. */
public final class Monitors {
  /** The monitors held, innermost first. */
  private record Held(AbstractInsnNode enter, @Nullable Held outer) {}

  private static final Held NONE = new Held(new org.objectweb.asm.tree.InsnNode(Opcodes.NOP), null);

  private final @Nullable Held[] before;

  private Monitors(@Nullable Held[] before) {
    this.before = before;
  }

  /** Follows every path once; compilers emit structured locking only. */
  public static Monitors of(MethodNode method, ControlFlow flow) {
    InsnList insns = method.instructions;
    @Nullable Held[] before = new Held[flow.size()];
    if (before.length == 0) {
      return new Monitors(before);
    }
    before[0] = NONE;
    Deque<Integer> work = new ArrayDeque<>();
    work.push(0);
    while (!work.isEmpty()) {
      int index = work.pop();
      Held held = before[index];
      Held after = after(insns.get(index), held);
      for (int successor : flow.successors(index)) {
        visit(before, work, successor, after);
      }
      for (TryCatchBlockNode block : flow.covering(index)) {
        visit(before, work, flow.indexOf(block.handler), held);
      }
    }
    return new Monitors(before);
  }

  private static void visit(@Nullable Held[] before, Deque<Integer> work, int index, Held held) {
    if (before[index] == null) {
      before[index] = held;
      work.push(index);
    }
  }

  private static Held after(AbstractInsnNode insn, Held held) {
    if (insn.getOpcode() == Opcodes.MONITORENTER) {
      return new Held(insn, held);
    }
    if (insn.getOpcode() == Opcodes.MONITOREXIT && held.outer() != null) {
      return held.outer();
    }
    return held;
  }

  /**
   * The {@code monitorenter} of the innermost block around the instruction at {@code index}; null
   * outside any.
   */
  public @Nullable AbstractInsnNode enclosing(int index) {
    Held held = before[index];
    return held == null || held.outer() == null ? null : held.enter();
  }
}
