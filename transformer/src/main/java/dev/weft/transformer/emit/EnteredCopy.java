package dev.weft.transformer.emit;

import dev.weft.transformer.analyse.State;
import dev.weft.transformer.analyse.Value;
import dev.weft.transformer.bytecode.Insns;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.plan.BodyPlan;
import dev.weft.transformer.plan.SaveLayout;
import dev.weft.transformer.plan.SaveLayout.Saved;
import dev.weft.transformer.plan.SuspensionPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * A copy that is entered in the middle: by a switch before the first source line that restores what
 * a suspension has saved. Every frame is cut to what is alive, since nothing else is restored.
 */
abstract class EnteredCopy extends BodyCopy {
  /** The try ranges of the blocks that take the outcome of an await. */
  final List<TryCatchBlockNode> takeBlocks = new ArrayList<>();

  private int line;

  EnteredCopy(BodyPlan plan, Slots slots, String name, String desc, int firstFreeSlot) {
    super(plan, slots, name, desc, firstFreeSlot);
  }

  @Override
  State declared(int index) {
    State state = plan.before(index);
    return state(state.locals(), plan.liveness().before(index), state.stack());
  }

  // ---- the entry
  // ---------------------------------------------------------------------------------------------------

  Value[] thisOnly() {
    return async().isStatic() ? new Value[0] : new Value[] {Value.object(woven.owner())};
  }

  /** Goes on at the label of the number on top of the stack. */
  void addSwitch(Map<Integer, LabelNode> cases, LabelNode dflt) {
    int[] keys = cases.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
    if (keys.length == 0) {
      code.add(new InsnNode(Opcodes.POP));
      code.add(new JumpInsnNode(Opcodes.GOTO, dflt));
      return;
    }
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

  /**
   * Takes these values out of the frame, and clears their fields. Locals go to their slots,
   * operands to where {@code operandSlot} counts on from, or to the stack if that is negative.
   */
  void addRestoreOf(SaveLayout layout, int operandSlot) {
    for (Saved local : layout.locals()) {
      load(local);
      code.add(new VarInsnNode(local.value().storeOpcode(), slots.of(local.slot())));
    }
    int slot = operandSlot;
    for (Saved operand : layout.operands()) {
      load(operand);
      if (operandSlot >= 0) {
        code.add(new VarInsnNode(operand.value().storeOpcode(), slot));
        slot += operand.value().size();
      }
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
  void addTakeOf(SuspensionPoint point) {
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

  private int[] lines = {};

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

  /**
   * A variable is there where its slot is: a debugger fails on an entry whose slot was not
   * restored.
   */
  void copyVariables() {
    if (plan.body().localVariables == null) {
      return;
    }
    for (LocalVariableNode variable : plan.body().localVariables) {
      copyVariable(variable);
    }
  }

  void copyVariable(LocalVariableNode variable) {
    int end = plan.flow().indexOf(variable.end);
    LabelNode start = null;
    for (int i = plan.flow().indexOf(variable.start); i < end; i++) {
      AbstractInsnNode at = copied[i];
      if (at == null || !Insns.isReal(plan.body().instructions.get(i))) {
        continue;
      }
      boolean there = isThere(variable, i);
      if (there && start == null) {
        start = labelBefore(at);
      } else if (!there && start != null) {
        addVariable(variable, start, labelBefore(at));
        start = null;
      }
    }
    if (start != null) {
      addVariable(variable, start, Objects.requireNonNull(labels.get(variable.end)));
    }
  }

  boolean isThere(LocalVariableNode variable, int index) {
    return variable.index < firstUserSlot() || plan.liveness().before(index).get(variable.index);
  }

  void addVariable(LocalVariableNode variable, LabelNode start, LabelNode end) {
    out.localVariables.add(
        new LocalVariableNode(
            variable.name,
            variable.desc,
            variable.signature,
            start,
            end,
            slots.of(variable.index)));
  }
}
