package dev.weft.transformer.emit;

import dev.weft.transformer.analyse.State;
import dev.weft.transformer.analyse.Value;
import dev.weft.transformer.plan.BodyPlan;
import dev.weft.transformer.plan.SaveLayout;
import dev.weft.transformer.plan.SaveLayout.Saved;
import dev.weft.transformer.plan.SuspensionPoint;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * The copy that is entered after a suspension. It holds only what its entries reach, with every
 * frame cut to what is alive, since nothing else is restored.
 *
 * <pre>
 *   switch (f.state)                    before the first source line
 *   RESTORE n: locals and operands from the frame's fields, which are cleared
 *   TAKE n:    x.takeRef()              throws the awaited thing's exception; covered by the await's try ranges
 *              goto NEXT n
 *   ... the body, with NEXT n behind each await
 * </pre>
 */
final class ResumeCopy extends EnteredCopy {
  private final BitSet included;
  private final Map<SuspensionPoint, LabelNode> nextLabels = new HashMap<>();

  private ResumeCopy(BodyPlan plan) {
    super(
        plan,
        Slots.ofResume(plan.woven()),
        plan.woven().resumeName(),
        plan.woven().resumeDesc(),
        plan.body().maxLocals + 3);
    BitSet entries = new BitSet();
    for (SuspensionPoint point : plan.points()) {
      if (!plan.layout(point).returns()) {
        entries.set(point.index() + 1);
        for (TryCatchBlockNode block : plan.flow().covering(point.index())) {
          entries.set(plan.flow().indexOf(block.handler));
        }
      }
    }
    included = plan.flow().reachableFrom(entries);
  }

  static MethodNode emit(BodyPlan plan) {
    ResumeCopy copy = new ResumeCopy(plan);
    copy.addEntry();
    copy.copyBody();
    copy.out.tryCatchBlocks.addAll(copy.takeBlocks);
    copy.copyVariables();
    return copy.out;
  }

  @Override
  int stateSlot() {
    return out.maxLocals - 1;
  }

  @Override
  boolean includes(int index) {
    return included.get(index);
  }

  // ---- the entry
  // ---------------------------------------------------------------------------------------------------

  private void addEntry() {
    Map<SaveLayout, List<SuspensionPoint>> byLayout = new LinkedHashMap<>();
    for (SuspensionPoint point : plan.points()) {
      nextLabels.put(point, new LabelNode());
      byLayout.computeIfAbsent(plan.layout(point), unused -> new ArrayList<>()).add(point);
    }
    Map<SaveLayout, LabelNode> restores = new LinkedHashMap<>();
    byLayout.keySet().forEach(layout -> restores.put(layout, new LabelNode()));
    LabelNode corrupt = new LabelNode();
    Map<Integer, LabelNode> cases = new HashMap<>();
    for (SuspensionPoint point : plan.points()) {
      cases.put(point.number(), restores.get(plan.layout(point)));
    }
    addStateSwitch(cases, corrupt);
    restores.forEach(
        (layout, label) ->
            addRestore(layout, byLayout.getOrDefault(layout, List.of()), label, corrupt));
    code.add(corrupt);
    addFrame(state(thisOnly(), null));
    code.add(new TypeInsnNode(Opcodes.NEW, "java/lang/IllegalStateException"));
    code.add(new InsnNode(Opcodes.DUP));
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKESPECIAL, "java/lang/IllegalStateException", "<init>", "()V", false));
    code.add(new InsnNode(Opcodes.ATHROW));
  }

  private void addStateSwitch(Map<Integer, LabelNode> cases, LabelNode dflt) {
    loadFrame();
    code.add(new FieldInsnNode(Opcodes.GETFIELD, woven.frameClass(), "state", "I"));
    addSwitch(cases, dflt);
  }

  private void addRestore(
      SaveLayout layout, List<SuspensionPoint> points, LabelNode label, LabelNode corrupt) {
    code.add(label);
    addFrame(state(thisOnly(), null));
    addRestoreOf(layout, -1);
    if (points.size() == 1) {
      addTake(points.get(0));
      return;
    }
    Map<Integer, LabelNode> takes = new HashMap<>();
    for (SuspensionPoint point : points) {
      takes.put(point.number(), new LabelNode());
    }
    if (layout.returns()) {
      addTake(points.get(0));
      return;
    }
    LabelNode unreachable = new LabelNode();
    addStateSwitch(takes, unreachable);
    for (SuspensionPoint point : points) {
      code.add(takes.get(point.number()));
      addFrame(restored(layout));
      addTake(point);
    }
    code.add(unreachable);
    addFrame(restored(layout));
    popAll(layout.operands());
    code.add(new JumpInsnNode(Opcodes.GOTO, corrupt));
  }

  private void popAll(List<Saved> operands) {
    for (int i = operands.size() - 1; i >= 0; i--) {
      code.add(new InsnNode(operands.get(i).value().size() == 2 ? Opcodes.POP2 : Opcodes.POP));
    }
  }

  private State restored(SaveLayout layout, Value... top) {
    Value[] stack = layout.returns() ? new Value[0] : layout.state().stack();
    Value[] all = java.util.Arrays.copyOf(stack, stack.length + top.length);
    System.arraycopy(top, 0, all, stack.length, top.length);
    return state(layout.state().locals(), null, all);
  }

  private void addTake(SuspensionPoint point) {
    addTakeOf(point);
    if (plan.layout(point).returns()) {
      code.add(new InsnNode(Opcodes.ARETURN));
      return;
    }
    code.add(new JumpInsnNode(Opcodes.GOTO, nextLabels.get(point)));
  }

  @Override
  void awaited(SuspensionPoint point) {
    code.add(nextLabels.get(point));
    Value[] stack = push(plan.layout(point).state().stack(), plan.layout(point).awaited());
    addFrame(state(plan.layout(point).state().locals(), null, stack));
    if (point.line() != 0) {
      addLine(point.line());
    }
  }
}
