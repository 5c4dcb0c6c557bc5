package dev.weft.transformer.analyse;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Asks for ways through a method. Each question takes a few walks over it at most. */
public final class Paths {
  /**
   * For a way from the start of the method, its first instruction included; as a place to avoid,
   * none.
   */
  public static final int ENTRY = -1;

  private final InsnList insns;
  private final ControlFlow flow;

  /** The ways that control may take in a method. */
  public Paths(InsnList insns, ControlFlow flow) {
    this.insns = insns;
    this.flow = flow;
  }

  /**
   * Everything that control may reach behind {@code from}, on ways on which nothing is a {@code
   * barrier}.
   */
  public BitSet behind(int from, IntPredicate barrier) {
    return walk(from, true, barrier);
  }

  /** As {@link #behind}, as long as nothing is thrown. */
  public BitSet behindNormally(int from, IntPredicate barrier) {
    return walk(from, false, barrier);
  }

  /**
   * Whether control may get from behind {@code from} to {@code to}, not by way of {@code avoided}.
   */
  public boolean lead(int from, int to, int avoided) {
    return behind(from, index -> index == avoided).get(to);
  }

  /**
   * Whether control may come past {@code index} again and again without passing {@code avoided},
   * and there is no way to go round and round between two such visits.
   */
  public boolean isOnEveryTurn(int index, int avoided) {
    BitSet loop = behind(index, i -> i == avoided);
    if (!loop.get(index)) {
      return false;
    }
    loop.clear(index);
    int[] entries = new int[flow.size()];
    for (int i = loop.nextSetBit(0); i >= 0; i = loop.nextSetBit(i + 1)) {
      successors(i, true, next -> entries[next]++);
    }
    successors(index, true, next -> entries[next]++);
    // What is left when everything has been taken away that is entered from outside only goes
    // round.
    BitSet onlyBehind = new BitSet();
    Deque<Integer> work = new ArrayDeque<>();
    work.push(index);
    while (!work.isEmpty()) {
      successors(
          work.pop(),
          true,
          next -> {
            if (loop.get(next) && --entries[next] == 0) {
              onlyBehind.set(next);
              work.push(next);
            }
          });
    }
    loop.andNot(onlyBehind);
    return loop.isEmpty() || !leadsBack(loop, index);
  }

  /** Whether control may get from somewhere in {@code from} to {@code index}. */
  private boolean leadsBack(BitSet from, int index) {
    for (int i = from.nextSetBit(0); i >= 0; i = from.nextSetBit(i + 1)) {
      boolean[] found = {false};
      successors(i, true, next -> found[0] |= next == index);
      if (found[0]) {
        return true;
      }
    }
    return false;
  }

  private BitSet walk(int from, boolean throwing, IntPredicate barrier) {
    BitSet reached = new BitSet(flow.size());
    Deque<Integer> work = new ArrayDeque<>();
    if (from == ENTRY) {
      reached.set(0);
    }
    work.push(Math.max(from, 0));
    while (!work.isEmpty()) {
      successors(
          work.pop(),
          throwing,
          next -> {
            if (!reached.get(next) && !barrier.test(next)) {
              reached.set(next);
              work.push(next);
            }
          });
    }
    return reached;
  }

  private void successors(int index, boolean throwing, IntConsumer visit) {
    for (int next : flow.successors(index)) {
      visit.accept(next);
    }
    if (throwing && mayThrow(insns.get(index))) {
      for (TryCatchBlockNode block : flow.covering(index)) {
        visit.accept(flow.indexOf(block.handler));
      }
    }
  }

  /**
   * Whether an instruction of compiled code may throw anything but what the JVM throws at any time.
   */
  public static boolean mayThrow(AbstractInsnNode insn) {
    int opcode = insn.getOpcode();
    boolean local =
        opcode <= Opcodes.ALOAD || (opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE);
    boolean stack = opcode >= Opcodes.POP && opcode <= Opcodes.SWAP;
    boolean division =
        opcode == Opcodes.IDIV
            || opcode == Opcodes.LDIV
            || opcode == Opcodes.IREM
            || opcode == Opcodes.LREM;
    boolean arithmetic = opcode >= Opcodes.IADD && opcode <= Opcodes.DCMPG && !division;
    boolean jump = opcode >= Opcodes.IFEQ && opcode <= Opcodes.RETURN;
    boolean test =
        opcode == Opcodes.INSTANCEOF || opcode == Opcodes.IFNULL || opcode == Opcodes.IFNONNULL;
    return !(local || stack || arithmetic || jump || test);
  }
}
