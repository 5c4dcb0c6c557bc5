package dev.weft.transformer.analyse;

import dev.weft.transformer.bytecode.Insns;
import java.util.BitSet;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which locals some later instruction still reads.
 *
 * <pre>
 *   int a = f(), b = g();     at the await b is alive and a is not: nothing reads a again
 *   await(x);  return b;
 * </pre>
 *
 * An instruction inside a try range may be followed by the range's handlers, whatever it is: what
 * they read is alive.
 */
public final class Liveness {
  private final ControlFlow flow;
  private final long[][] before;
  private final int words;
  private final Map<Integer, BitSet> uses;

  private Liveness(ControlFlow flow, long[][] before, int words, Map<Integer, BitSet> uses) {
    this.flow = flow;
    this.before = before;
    this.words = words;
    this.uses = uses;
  }

  /** Solves the data-flow equations: a few passes backwards, as many as loops are nested. */
  public static Liveness of(MethodNode method, ControlFlow flow) {
    return of(method, flow, Map.of());
  }

  /** As if the instructions at the keys of {@code uses} read these slots, too. */
  public static Liveness of(MethodNode method, ControlFlow flow, Map<Integer, BitSet> uses) {
    int words = (method.maxLocals + 63) / 64;
    Liveness liveness = new Liveness(flow, new long[flow.size()][words], words, uses);
    AbstractInsnNode[] insns = method.instructions.toArray();
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = insns.length - 1; i >= 0; i--) {
        changed |= liveness.update(i, insns[i]);
      }
    }
    return liveness;
  }

  private boolean update(int index, AbstractInsnNode insn) {
    long[] live = after(index);
    if (insn instanceof VarInsnNode var) {
      if (var.getOpcode() >= Opcodes.ISTORE && var.getOpcode() <= Opcodes.ASTORE) {
        live[var.var >> 6] &= ~(1L << var.var);
      } else {
        live[var.var >> 6] |= 1L << var.var;
      }
    } else if (insn instanceof IincInsnNode iinc) {
      live[iinc.var >> 6] |= 1L << iinc.var;
    }
    BitSet read = uses.get(index);
    if (read != null) {
      or(live, read.toLongArray());
    }
    if (Insns.isReal(insn)) {
      addHandlers(index, live);
    }
    boolean changed = !java.util.Arrays.equals(live, before[index]);
    before[index] = live;
    return changed;
  }

  private long[] after(int index) {
    long[] live = new long[words];
    for (int successor : flow.successors(index)) {
      or(live, before[successor]);
    }
    return live;
  }

  private void addHandlers(int index, long[] live) {
    for (TryCatchBlockNode block : flow.covering(index)) {
      or(live, before[flow.indexOf(block.handler)]);
    }
  }

  private static void or(long[] into, long[] from) {
    for (int w = 0; w < from.length; w++) {
      into[w] |= from[w];
    }
  }

  /**
   * The slots that are alive before the instruction at {@code index}; of a wide local its first
   * slot.
   */
  public BitSet before(int index) {
    return BitSet.valueOf(before[index]);
  }

  /**
   * The slots that are alive when the instruction at {@code index} has ended, normally or with an
   * exception.
   */
  public BitSet afterOrCaught(int index) {
    long[] live = after(index);
    addHandlers(index, live);
    return BitSet.valueOf(live);
  }
}
