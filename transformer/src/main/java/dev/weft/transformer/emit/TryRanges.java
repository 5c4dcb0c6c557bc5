package dev.weft.transformer.emit;

import dev.weft.transformer.bytecode.Insns;
import dev.weft.transformer.plan.BodyPlan;
import java.util.BitSet;
import java.util.Objects;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Copies the try ranges of a body.
 *
 * <p>Where a range inside catches everything, a range around it catches nothing. The JVM wants its
 * handler's frame to fit there all the same; where the copy has not all alive for it, that part is
 * left out. (Elsewhere it stays: coverage tools know compilers by their ranges.)
 */
final class TryRanges {
  private final BodyPlan plan;
  private final BodyCopy copy;
  private final InsnList insns;

  TryRanges(BodyPlan plan, BodyCopy copy) {
    this.plan = plan;
    this.copy = copy;
    this.insns = plan.body().instructions;
  }

  void copyAll() {
    for (TryCatchBlockNode block : plan.body().tryCatchBlocks) {
      boolean empty = true;
      boolean fits = true;
      for (int i = insns.indexOf(block.start); i < insns.indexOf(block.end); i++) {
        if (copy.copied[i] != null && Insns.isReal(insns.get(i))) {
          empty = false;
          fits &= plan.flow().covering(i).contains(block) || hasAlive(i, block.handler);
        }
      }
      if (!empty && copy.includes(plan.flow().indexOf(block.handler))) {
        if (fits) {
          add(block, copyOf(block.start), copyOf(block.end));
        } else {
          copyPartsOf(block);
        }
      }
    }
  }

  /** Whether what a handler reads is alive at an instruction. */
  private boolean hasAlive(int index, LabelNode handler) {
    BitSet missing = plan.liveness().before(plan.flow().indexOf(handler));
    missing.andNot(plan.liveness().before(index));
    return missing.isEmpty();
  }

  private void copyPartsOf(TryCatchBlockNode block) {
    LabelNode start = null;
    for (int i = insns.indexOf(block.start); i < insns.indexOf(block.end); i++) {
      AbstractInsnNode at = copy.copied[i];
      if (at != null && Insns.isReal(insns.get(i))) {
        boolean covered = plan.flow().covering(i).contains(block);
        if (covered && start == null) {
          start = copy.labelBefore(at);
        } else if (!covered && start != null) {
          add(block, start, copy.labelBefore(at));
          start = null;
        }
      }
    }
    if (start != null) {
      add(block, start, copyOf(block.end));
    }
  }

  private void add(TryCatchBlockNode block, LabelNode start, LabelNode end) {
    copy.out.tryCatchBlocks.add(
        new TryCatchBlockNode(start, end, copyOf(block.handler), block.type));
  }

  private LabelNode copyOf(LabelNode label) {
    return Objects.requireNonNull(copy.labels.get(label));
  }
}
