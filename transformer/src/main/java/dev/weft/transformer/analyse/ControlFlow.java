package dev.weft.transformer.analyse;

import dev.weft.transformer.bytecode.Insns;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Where control goes from each instruction: on, to a jump target, or to a handler. */
public final class ControlFlow {
  private static final int[] NONE = {};

  private final InsnList insns;
  private final int[][] successors;
  private final @Nullable List<TryCatchBlockNode>[] covering;

  private ControlFlow(
      InsnList insns, int[][] successors, @Nullable List<TryCatchBlockNode>[] covering) {
    this.insns = insns;
    this.successors = successors;
    this.covering = covering;
  }

  /** Reads a method. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  public static ControlFlow of(MethodNode method) {
    InsnList insns = method.instructions;
    int size = insns.size();
    int[][] successors = new int[size][];
    for (int i = 0; i < size; i++) {
      successors[i] = successors(insns, insns.get(i), i);
    }
    @Nullable List<TryCatchBlockNode>[] covering = new List[size];
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      int end = insns.indexOf(block.end);
      for (int i = insns.indexOf(block.start); i < end; i++) {
        List<TryCatchBlockNode> blocks = covering[i];
        if (blocks == null) {
          blocks = new ArrayList<>(2);
          covering[i] = blocks;
        }
        if (blocks.isEmpty() || blocks.get(blocks.size() - 1).type != null) {
          blocks.add(block);
        }
      }
    }
    return new ControlFlow(insns, successors, covering);
  }

  private static int[] successors(InsnList insns, AbstractInsnNode insn, int index) {
    int[] jumps = NONE;
    if (insn instanceof JumpInsnNode jump) {
      jumps = new int[] {insns.indexOf(jump.label)};
    } else if (insn instanceof TableSwitchInsnNode table) {
      jumps = targets(insns, table.dflt, table.labels);
    } else if (insn instanceof LookupSwitchInsnNode lookup) {
      jumps = targets(insns, lookup.dflt, lookup.labels);
    }
    if (Insns.endsBlock(insn.getOpcode()) || index + 1 == insns.size()) {
      return jumps;
    }
    int[] all = java.util.Arrays.copyOf(jumps, jumps.length + 1);
    all[jumps.length] = index + 1;
    return all;
  }

  private static int[] targets(InsnList insns, LabelNode dflt, List<LabelNode> labels) {
    int[] targets = new int[labels.size() + 1];
    targets[0] = insns.indexOf(dflt);
    for (int i = 0; i < labels.size(); i++) {
      targets[i + 1] = insns.indexOf(labels.get(i));
    }
    return targets;
  }

  /** How many instructions, labels, lines and frames there are. */
  public int size() {
    return successors.length;
  }

  /** The indices that control may go to from {@code index} without an exception. */
  public int[] successors(int index) {
    return successors[index];
  }

  /**
   * The try ranges around the instruction at {@code index}, in the order in which the JVM looks at
   * them, up to the first that catches everything.
   */
  public List<TryCatchBlockNode> covering(int index) {
    List<TryCatchBlockNode> blocks = covering[index];
    return blocks == null ? List.of() : blocks;
  }

  /** The index of a label. */
  public int indexOf(LabelNode label) {
    return insns.indexOf(label);
  }

  /** Everything that control may reach from {@code entries}, themselves included. */
  public BitSet reachableFrom(BitSet entries) {
    BitSet reached = new BitSet(size());
    int[] work = new int[16];
    int pending = 0;
    for (int i = entries.nextSetBit(0); i >= 0; i = entries.nextSetBit(i + 1)) {
      reached.set(i);
      if (pending == work.length) {
        work = java.util.Arrays.copyOf(work, pending * 2);
      }
      work[pending++] = i;
    }
    while (pending > 0) {
      int index = work[--pending];
      int count = successors[index].length + covering(index).size();
      if (pending + count > work.length) {
        work = java.util.Arrays.copyOf(work, (pending + count) * 2);
      }
      for (int next : successors[index]) {
        if (!reached.get(next)) {
          reached.set(next);
          work[pending++] = next;
        }
      }
      if (Insns.isReal(insns.get(index))) {
        for (TryCatchBlockNode block : covering(index)) {
          int handler = insns.indexOf(block.handler);
          if (!reached.get(handler)) {
            reached.set(handler);
            work[pending++] = handler;
          }
        }
      }
    }
    return reached;
  }
}
