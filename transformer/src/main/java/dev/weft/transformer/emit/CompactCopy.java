package dev.weft.transformer.emit;

import dev.weft.transformer.analyse.State;
import dev.weft.transformer.analyse.Value;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.plan.BodyPlan;
import dev.weft.transformer.plan.SaveLayout;
import dev.weft.transformer.plan.SaveLayout.Saved;
import dev.weft.transformer.plan.SuspensionPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The only copy of the compact layout: runs from the beginning and is entered after a suspension,
 * too. Made for tools that count instructions and branches by source line, as those that measure
 * coverage do: each line has the branches of the source and no others, and what runs after a
 * suspension is the same code as what runs without one.
 *
 * <pre>
 *   switch (Frame.entry(frame))         before the first source line, as all that is not the user's
 *   RESTORE n: locals from the frame's fields, operands into parking slots
 *   TAKE n:    x.takeRef()              throws the awaited thing's exception; covered by the await's try ranges
 *              goto PARKED n
 *   SAVE n:    Frame.save$n(operands, locals, this, frame, x, number); return 0
 *   START:
 *   ... await's operands
 *     call of the awaited thing
 *     operands and value into parking slots, since a throw clears the stack
 *   PARKED n:
 *     x.leaveIfSuspended()              throws a signal, with SAVE n as its handler
 *     operands and value back
 *   ...
 * </pre>
 *
 * A jump would be a branch of the source line; a call that may throw is none.
 */
final class CompactCopy extends EnteredCopy {
  /** Bytes of restore blocks from which on points with the same layout share one. */
  private static final int LARGE = 6_000;

  private static final int BYTES_PER_VALUE = 10;

  private final int parking;
  private final Map<SuspensionPoint, LabelNode> parked = new LinkedHashMap<>();
  private final Map<SuspensionPoint, LabelNode> saves = new HashMap<>();
  private final List<TryCatchBlockNode> signals = new ArrayList<>();

  private CompactCopy(BodyPlan plan) {
    super(
        plan,
        Slots.ofStart(plan.woven()),
        plan.woven().startName(),
        plan.woven().startDesc(),
        plan.body().maxLocals + 3 + mostParked(plan));
    this.parking = plan.body().maxLocals + 3;
  }

  private static int mostParked(BodyPlan plan) {
    return plan.distinctLayouts().stream()
        .mapToInt(layout -> operandSlots(layout) + layout.awaited().getSize())
        .max()
        .orElse(0);
  }

  private static int operandSlots(SaveLayout layout) {
    return layout.operands().stream().mapToInt(operand -> operand.value().size()).sum();
  }

  static MethodNode emit(BodyPlan plan) {
    CompactCopy copy = new CompactCopy(plan);
    if (!plan.points().isEmpty()) {
      copy.addEntry();
    }
    ArgumentLoading.load(copy, plan);
    copy.copyBody();
    // Before the user's: the JVM takes the first handler that fits, and a catch of Throwable does.
    copy.out.tryCatchBlocks.addAll(0, copy.signals);
    copy.out.tryCatchBlocks.addAll(copy.takeBlocks);
    copy.copyVariables();
    return copy.out;
  }

  @Override
  int stateSlot() {
    return parking - 1;
  }

  @Override
  boolean includes(int index) {
    return true;
  }

  /** Keeps the line that the instruction was on. */
  @Override
  void skipped() {
    code.add(new InsnNode(Opcodes.NOP));
  }

  /**
   * As for the other copies, but a variable comes and goes at labels of the source's only: tools
   * that know compilers' patterns take a label of ours among them for the end of one.
   */
  @Override
  void copyVariable(LocalVariableNode variable) {
    int end = plan.flow().indexOf(variable.end);
    LabelNode start = null;
    for (int i = plan.flow().indexOf(variable.start); i < end; ) {
      int next = nextLabel(i, end);
      boolean there = true;
      for (int j = i; j < next; j++) {
        there &= copied[j] == null || isThere(variable, j);
      }
      LabelNode here = labels.get((LabelNode) plan.body().instructions.get(i));
      if (there && start == null) {
        start = here;
      } else if (!there && start != null) {
        addVariable(variable, start, Objects.requireNonNull(here));
        start = null;
      }
      i = next;
    }
    if (start != null) {
      addVariable(variable, start, Objects.requireNonNull(labels.get(variable.end)));
    }
  }

  private int nextLabel(int label, int end) {
    int next = label + 1;
    while (next < end && !(plan.body().instructions.get(next) instanceof LabelNode)) {
      next++;
    }
    return next;
  }

  // ---- before the first source line

  private void addEntry() {
    for (SuspensionPoint point : plan.points()) {
      parked.put(point, new LabelNode());
      saves.put(point, saveAt(point));
    }
    LabelNode start = new LabelNode();
    Map<Integer, LabelNode> cases = new HashMap<>();
    List<List<SuspensionPoint>> groups = restoredTogether();
    List<LabelNode> restores = new ArrayList<>();
    for (List<SuspensionPoint> group : groups) {
      LabelNode restore = new LabelNode();
      restores.add(restore);
      group.forEach(point -> cases.put(point.number(), restore));
    }
    addEntrySwitch(cases, start);
    for (int i = 0; i < groups.size(); i++) {
      code.add(restores.get(i));
      addFrame(state(thisOnly(), null));
      addRestore(groups.get(i));
    }
    addSaves();
    code.add(start);
    addFrame(atStart());
  }

  private void addEntrySwitch(Map<Integer, LabelNode> cases, LabelNode dflt) {
    loadFrame();
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKESTATIC, Names.FRAME, "entry", Names.FRAME_ENTRY_DESC, false));
    addSwitch(cases, dflt);
  }

  private State atStart() {
    Value[] locals = new Value[plan.body().maxLocals];
    java.util.Arrays.fill(locals, Value.TOP);
    System.arraycopy(thisOnly(), 0, locals, 0, thisOnly().length);
    int slot = firstUserSlot();
    if (!woven.isWide()) {
      for (Type argument : woven.arguments()) {
        locals[slot] = Value.of(argument);
        slot += argument.getSize();
      }
    }
    return state(locals, null);
  }

  /** Normally each point alone: points that share a block need another switch behind it. */
  private List<List<SuspensionPoint>> restoredTogether() {
    int values = 0;
    Map<SaveLayout, List<SuspensionPoint>> byLayout = new LinkedHashMap<>();
    for (SuspensionPoint point : plan.points()) {
      SaveLayout layout = plan.layout(point);
      byLayout.computeIfAbsent(layout, unused -> new ArrayList<>()).add(point);
      values += layout.locals().size() + layout.operands().size();
    }
    return values * BYTES_PER_VALUE > LARGE
        ? List.copyOf(byLayout.values())
        : plan.points().stream().map(List::of).toList();
  }

  private void addRestore(List<SuspensionPoint> points) {
    SaveLayout layout = plan.layout(points.get(0));
    addRestoreOf(layout, parking);
    if (points.size() == 1) {
      addTake(points.get(0));
      return;
    }
    Map<Integer, LabelNode> takes = new LinkedHashMap<>();
    LabelNode last = new LabelNode();
    for (SuspensionPoint point : points) {
      last = new LabelNode();
      takes.put(point.number(), last);
    }
    addEntrySwitch(takes, last);
    for (SuspensionPoint point : points) {
      code.add(takes.get(point.number()));
      addFrame(parkedOperands(layout));
      addTake(point);
    }
  }

  private void addTake(SuspensionPoint point) {
    SaveLayout layout = plan.layout(point);
    addTakeOf(point);
    if (layout.awaited().getSort() != Type.VOID) {
      code.add(new VarInsnNode(awaited(layout).storeOpcode(), awaitedSlot(layout)));
    }
    code.add(new JumpInsnNode(Opcodes.GOTO, parked.get(point)));
  }

  // ---- an await

  @Override
  void check(SuspensionPoint point) {
    SaveLayout layout = plan.layout(point);
    // stack: operands, value
    if (layout.awaited().getSort() != Type.VOID) {
      code.add(new VarInsnNode(awaited(layout).storeOpcode(), awaitedSlot(layout)));
    }
    park(layout);
    LabelNode start = parked.get(point);
    code.add(start);
    addFrame(parkedAll(layout));
    loadExecution();
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKEVIRTUAL, Names.EXECUTION, "leaveIfSuspended", "()V", false));
    LabelNode end = new LabelNode();
    code.add(end);
    signals.add(new TryCatchBlockNode(start, end, saves.get(point), Names.SUSPEND_SIGNAL));
    loadParked(layout);
    if (layout.awaited().getSort() != Type.VOID) {
      code.add(new VarInsnNode(awaited(layout).loadOpcode(), awaitedSlot(layout)));
    }
  }

  private void park(SaveLayout layout) {
    if (layout.returns()) {
      // Nothing of them is needed again.
      Value[] operands = layout.state().stack();
      for (int i = operands.length - 1; i >= 0; i--) {
        pop(operands[i].size());
      }
      return;
    }
    int slot = awaitedSlot(layout);
    for (int i = layout.operands().size() - 1; i >= 0; i--) {
      Value operand = layout.operands().get(i).value();
      slot -= operand.size();
      code.add(new VarInsnNode(operand.storeOpcode(), slot));
    }
  }

  private void loadParked(SaveLayout layout) {
    int slot = parking;
    for (Saved operand : layout.operands()) {
      code.add(new VarInsnNode(operand.value().loadOpcode(), slot));
      slot += operand.value().size();
    }
  }

  @Override
  void awaited(SuspensionPoint point) {}

  private int awaitedSlot(SaveLayout layout) {
    return parking + operandSlots(layout);
  }

  private static Value awaited(SaveLayout layout) {
    return Value.of(layout.awaited());
  }

  // ---- types

  private State parkedOperands(SaveLayout layout, Value... stack) {
    State state = state(layout.state().locals(), null, stack);
    int slot = parking;
    for (Saved operand : layout.operands()) {
      state.locals()[slot] = operand.value();
      slot += operand.value().size();
    }
    return state;
  }

  private State parkedAll(SaveLayout layout) {
    State state = parkedOperands(layout);
    if (layout.awaited().getSort() != Type.VOID) {
      state.locals()[awaitedSlot(layout)] = awaited(layout);
    }
    return state;
  }

  // ---- saving

  @Override
  void appendSaves() {}

  @Override
  State suspended(SaveLayout layout) {
    return parkedOperands(layout, Value.object(Names.SUSPEND_SIGNAL));
  }

  @Override
  void bareOperands(SaveLayout layout) {
    // stack: signal
    pop(1);
    loadParked(layout);
  }
}
