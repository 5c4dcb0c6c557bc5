package dev.weft.transformer.emit;

import dev.weft.transformer.analyse.State;
import dev.weft.transformer.analyse.Value;
import dev.weft.transformer.bytecode.Names;
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
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

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
final class ResumeCopy extends BodyCopy {
  private final BitSet included;

  /** The try ranges of the blocks that take the outcome of an await. */
  private final List<TryCatchBlockNode> takeBlocks = new ArrayList<>();

  private int line;
  private int[] lines = {};

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
    new RestoredVariables(plan, copy).copyAll();
    return copy.out;
  }

  @Override
  boolean includes(int index) {
    return included.get(index);
  }

  @Override
  State declared(int index) {
    State state = plan.before(index);
    return state(state.locals(), plan.liveness().before(index), state.stack());
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
    addRestoreOf(layout);
    if (points.size() == 1 || layout.returns()) {
      addTake(points.get(0));
      return;
    }
    Map<Integer, LabelNode> takes = new HashMap<>();
    for (SuspensionPoint point : points) {
      takes.put(point.number(), new LabelNode());
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

  private State restored(SaveLayout layout) {
    return state(layout.state().locals(), null, layout.state().stack());
  }

  private void addTake(SuspensionPoint point) {
    addTakeOf(point);
    if (plan.layout(point).returns()) {
      code.add(new InsnNode(Opcodes.ARETURN));
      return;
    }
    code.add(new JumpInsnNode(Opcodes.GOTO, nextLabels.get(point)));
  }

  private Value[] thisOnly() {
    return async().isStatic() ? new Value[0] : new Value[] {Value.object(woven.owner())};
  }

  /** Goes on at the label of the number on top of the stack. */
  private void addSwitch(Map<Integer, LabelNode> cases, LabelNode dflt) {
    int[] keys = cases.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
    int low = keys[0];
    int high = keys[keys.length - 1];
    if (high - low + 1 <= 2 * keys.length) {
      LabelNode[] table = new LabelNode[high - low + 1];
      for (int key = low; key <= high; key++) {
        table[key - low] = cases.getOrDefault(key, dflt);
      }
      code.add(new TableSwitchInsnNode(low, high, dflt, table));
    } else {
      LabelNode[] targets = new LabelNode[keys.length];
      for (int i = 0; i < keys.length; i++) {
        targets[i] = cases.getOrDefault(keys[i], dflt);
      }
      code.add(new LookupSwitchInsnNode(dflt, keys, targets));
    }
  }

  /** Takes the values of a layout out of the frame, and clears their fields. */
  private void addRestoreOf(SaveLayout layout) {
    for (Saved local : layout.locals()) {
      load(local);
      code.add(new VarInsnNode(local.value().storeOpcode(), slots.of(local.slot())));
    }
    for (Saved operand : layout.operands()) {
      load(operand);
    }
    FieldClearing.clear(code, woven, slots.frame(), layout);
  }

  private void load(Saved saved) {
    if (saved.field() == null) {
      code.add(new InsnNode(Opcodes.ACONST_NULL));
    } else {
      loadFrame();
      code.add(
          new FieldInsnNode(
              Opcodes.GETFIELD, woven.frameClass(), saved.field().name(), saved.field().desc()));
    }
  }

  /**
   * Pushes the outcome of an await, or throws its exception: covered by the try ranges that cover
   * the await.
   */
  private void addTakeOf(SuspensionPoint point) {
    LabelNode start = new LabelNode();
    code.add(start);
    loadExecution();
    Type awaited = plan.layout(point).awaited();
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKEVIRTUAL,
            Names.EXECUTION,
            takeName(awaited),
            "()" + takeType(awaited),
            false));
    LabelNode end = new LabelNode();
    code.add(end);
    if (!plan.layout(point).returns()) {
      for (TryCatchBlockNode block : plan.flow().covering(point.index())) {
        takeBlocks.add(new TryCatchBlockNode(start, end, labels.get(block.handler), block.type));
      }
    }
  }

  private static String takeName(Type awaited) {
    return switch (awaited.getSort()) {
      case Type.VOID -> "takeVoid";
      case Type.LONG -> "takeLong";
      case Type.FLOAT -> "takeFloat";
      case Type.DOUBLE -> "takeDouble";
      case Type.OBJECT -> "takeRef";
      default -> "takeInt";
    };
  }

  private static Type takeType(Type awaited) {
    return Value.of(awaited).equals(Value.INT) ? Type.INT_TYPE : awaited;
  }

  @Override
  Type returned() {
    return woven.result();
  }

  @Override
  void addReady(SuspensionPoint point, LabelNode ready) {
    code.add(ready); // What is resumed is entered here, too.
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

  // ---- debug information
  // -------------------------------------------------------------------------------------------

  @Override
  void addLine(int line) {
    this.line = line;
    super.addLine(line);
  }

  /** Where the copy begins in the middle of a line, the line's own entry may have been left out. */
  @Override
  void beforeInsn(int index) {
    int actual = lineAt(index);
    if (actual != 0 && actual != line) {
      addLine(actual);
    }
  }

  private int lineAt(int index) {
    if (lines.length == 0) {
      lines = new int[plan.flow().size()];
      int current = 0;
      for (int i = 0; i < lines.length; i++) {
        if (plan.body().instructions.get(i) instanceof LineNumberNode node) {
          current = node.line;
        }
        lines[i] = current;
      }
    }
    return lines[index];
  }
}
