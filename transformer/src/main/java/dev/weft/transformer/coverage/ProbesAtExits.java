package dev.weft.transformer.coverage;

import dev.weft.transformer.bytecode.Boxes;
import dev.weft.transformer.bytecode.Probes;
import dev.weft.transformer.scan.ReturnKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Keeps together the instructions of a return or a rethrow, which the plan looks for. None of them
 * throws but the last, so that a probe tells the same before them:
 *
 * <pre>
 *   Integer.valueOf; Weft.result; PROBE; areturn     becomes     PROBE; Integer.valueOf; Weft.result; areturn
 *   aload error; PROBE; athrow                       becomes     PROBE; aload error; athrow
 * </pre>
 */
final class ProbesAtExits {
  private ProbesAtExits() {}

  static void moveToProducers(MethodNode body, ReturnKind kind) {
    for (AbstractInsnNode insn : body.instructions.toArray()) {
      List<AbstractInsnNode> probes = new ArrayList<>();
      AbstractInsnNode first = null;
      if (insn.getOpcode() == Opcodes.ARETURN) {
        first = result(Probes.before(insn, probes), kind, probes);
      } else if (insn.getOpcode() == Opcodes.ATHROW) {
        AbstractInsnNode producer = Probes.before(insn, probes);
        first = producer != null && producer.getOpcode() == Opcodes.ALOAD ? producer : null;
      }
      if (first != null) {
        for (AbstractInsnNode part : probes) {
          body.instructions.remove(part);
          body.instructions.insertBefore(first, part);
        }
      }
    }
  }

  /** Where the making of a result begins that {@code producer} ends; null if it ends none. */
  private static @Nullable AbstractInsnNode result(
      @Nullable AbstractInsnNode producer, ReturnKind kind, List<AbstractInsnNode> probes) {
    if (producer == null || kind.isDone(producer)) {
      return producer;
    }
    if (!kind.isResult(producer)) {
      return null;
    }
    List<AbstractInsnNode> between = new ArrayList<>();
    AbstractInsnNode boxing = Probes.before(producer, between);
    if (boxing == null || Boxes.boxed(boxing) == null) {
      return producer;
    }
    probes.addAll(0, between);
    return boxing;
  }
}
