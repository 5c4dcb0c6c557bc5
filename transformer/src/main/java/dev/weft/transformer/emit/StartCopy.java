package dev.weft.transformer.emit;

import dev.weft.transformer.analyse.State;
import dev.weft.transformer.analyse.Value;
import dev.weft.transformer.plan.BodyPlan;
import dev.weft.transformer.plan.SaveLayout;
import dev.weft.transformer.plan.SuspensionPoint;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/** The copy that runs from the beginning: the original body, without any switch. */
final class StartCopy extends BodyCopy {
  private StartCopy(BodyPlan plan) {
    super(
        plan,
        Slots.ofStart(plan.woven()),
        plan.woven().startName(),
        plan.woven().startDesc(),
        plan.body().maxLocals + 3);
  }

  static MethodNode emit(BodyPlan plan) {
    StartCopy copy = new StartCopy(plan);
    ArgumentLoading.load(copy, plan);
    copy.copyBody();
    copy.copyVariables();
    return copy.out;
  }

  @Override
  boolean includes(int index) {
    return true;
  }

  @Override
  State declared(int index) {
    State state = plan.before(index);
    return state(state.locals(), null, state.stack());
  }

  @Override
  Type returned() {
    return woven.startReturned();
  }

  @Override
  void addReady(SuspensionPoint point, LabelNode ready) {
    SaveLayout layout = plan.layout(point);
    code.add(ready);
    Value[] locals = plan.before(point.index()).locals();
    addFrame(state(locals, null, push(layout.state().stack(), layout.awaited())));
  }

  @Override
  void awaited(SuspensionPoint point) {}

  private void copyVariables() {
    if (plan.body().localVariables == null) {
      return;
    }
    for (LocalVariableNode variable : plan.body().localVariables) {
      out.localVariables.add(
          new LocalVariableNode(
              variable.name,
              variable.desc,
              variable.signature,
              labels.get(variable.start),
              labels.get(variable.end),
              slots.of(variable.index)));
    }
  }
}
