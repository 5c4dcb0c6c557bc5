package dev.weft.transformer.emit;

import dev.weft.transformer.analyse.State;
import dev.weft.transformer.plan.BodyPlan;
import dev.weft.transformer.plan.FrameField;
import dev.weft.transformer.plan.SuspensionPoint;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** The copy that runs from the beginning: the original body, without any switch. */
final class StartCopy extends BodyCopy {
  private StartCopy(BodyPlan plan) {
    super(plan, plan.woven().startName(), plan.woven().startDesc(), plan.body().maxLocals + 3);
  }

  static MethodNode emit(BodyPlan plan) {
    StartCopy copy = new StartCopy(plan);
    copy.loadWideArguments();
    copy.copyBody();
    copy.copyVariables();
    return copy.out;
  }

  /** The first slot after the parameters, where the hidden ones begin. */
  private int hidden() {
    return woven.isWide() ? firstUserSlot() : async().argumentSlots();
  }

  @Override
  int slot(int userSlot) {
    return userSlot < hidden() ? userSlot : userSlot + 2;
  }

  @Override
  int executionSlot() {
    return woven.isWide() ? hidden() + 1 : hidden();
  }

  @Override
  int frameSlot() {
    return woven.isWide() ? hidden() : hidden() + 1;
  }

  @Override
  int stateSlot() {
    return out.maxLocals - 1;
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
  void awaited(SuspensionPoint point) {}

  private void loadWideArguments() {
    if (!woven.isWide()) {
      return;
    }
    int slot = firstUserSlot();
    Type[] types = woven.arguments();
    List<FrameField> fields = plan.arguments();
    for (int i = 0; i < types.length; i++) {
      loadFrame();
      code.add(
          new FieldInsnNode(
              Opcodes.GETFIELD, woven.frameClass(), fields.get(i).name(), fields.get(i).desc()));
      code.add(new VarInsnNode(types[i].getOpcode(Opcodes.ISTORE), slot(slot)));
      slot += types[i].getSize();
    }
    FieldClearing.clear(code, woven, frameSlot(), fields);
  }

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
              slot(variable.index)));
    }
  }
}
