package dev.weft.transformer.coverage;

import dev.weft.transformer.bytecode.Probes;
import dev.weft.transformer.plan.ResultType;
import dev.weft.transformer.scan.ReturnKind;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Keeps together the instructions of a return, which the plan looks for. None of them throws, so
 * that a probe tells the same before them:
 *
 * <pre>
 *   Integer.valueOf; Weft.result; PROBE; areturn     becomes     PROBE; Integer.valueOf; Weft.result; areturn
 * </pre>
 */
final class ProbesAtReturns {
  private ProbesAtReturns() {}

  static void moveToProducers(MethodNode body, ReturnKind kind) {
    for (AbstractInsnNode insn : body.instructions.toArray()) {
      if (insn.getOpcode() == Opcodes.ARETURN) {
        List<AbstractInsnNode> probes = new ArrayList<>();
        AbstractInsnNode producer = Probes.before(insn, probes);
        if (producer != null && (kind.isResult(producer) || kind.isDone(producer))) {
          AbstractInsnNode boxing = kind.isDone(producer) ? null : Probes.before(producer, probes);
          AbstractInsnNode first = ResultType.boxed(boxing) == null ? producer : boxing;
          for (AbstractInsnNode part : probes) {
            body.instructions.remove(part);
            body.instructions.insertBefore(first, part);
          }
        }
      }
    }
  }
}
