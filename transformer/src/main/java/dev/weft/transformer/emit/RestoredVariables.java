package dev.weft.transformer.emit;

import dev.weft.transformer.bytecode.Insns;
import dev.weft.transformer.plan.BodyPlan;
import java.util.Objects;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;

/**
 * The variables that a debugger shows in a resume copy. A variable is there where its slot is: a
 * debugger fails on an entry whose slot was not restored.
 */
final class RestoredVariables {
  private final BodyPlan plan;
  private final ResumeCopy copy;

  RestoredVariables(BodyPlan plan, ResumeCopy copy) {
    this.plan = plan;
    this.copy = copy;
  }

  void copyAll() {
    if (plan.body().localVariables == null) {
      return;
    }
    for (LocalVariableNode variable : plan.body().localVariables) {
      copy(variable);
    }
  }

  private void copy(LocalVariableNode variable) {
    int end = plan.flow().indexOf(variable.end);
    LabelNode start = null;
    for (int i = plan.flow().indexOf(variable.start); i < end; i++) {
      AbstractInsnNode at = copy.copied[i];
      if (at == null || !Insns.isReal(plan.body().instructions.get(i))) {
        continue;
      }
      boolean there = isThere(variable, i);
      if (there && start == null) {
        start = copy.labelBefore(at);
      } else if (!there && start != null) {
        addVariable(variable, start, copy.labelBefore(at));
        start = null;
      }
    }
    if (start != null) {
      addVariable(variable, start, Objects.requireNonNull(copy.labels.get(variable.end)));
    }
  }

  private boolean isThere(LocalVariableNode variable, int index) {
    return variable.index < copy.firstUserSlot()
        || plan.liveness().before(index).get(variable.index);
  }

  private void addVariable(LocalVariableNode variable, LabelNode start, LabelNode end) {
    copy.out.localVariables.add(
        new LocalVariableNode(
            variable.name,
            variable.desc,
            variable.signature,
            start,
            end,
            copy.slots.of(variable.index)));
  }
}
