package dev.weft.transformer.emit;

import dev.weft.transformer.analyse.State;
import dev.weft.transformer.analyse.Value;
import dev.weft.transformer.bytecode.Boxes;
import dev.weft.transformer.bytecode.Insns;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.plan.BodyPlan;
import dev.weft.transformer.plan.ResultType;
import dev.weft.transformer.plan.SaveLayout;
import dev.weft.transformer.plan.Step;
import dev.weft.transformer.plan.SuspensionPoint;
import dev.weft.transformer.plan.WovenMethod;
import dev.weft.transformer.scan.AsyncMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Copies a body and puts the code of each {@link Step} in its place. What the start copy and the
 * resume copy share:
 *
 * <pre>
 *     ... await's operands            as in the source
 *     call of the awaited thing       with the hidden parameters
 *     x.suspended ? SAVE              the only addition on the path of an await that does not suspend; of a
 *                                     direct call by its value: x, or 0 and then x.suspended
 *     ...
 *   SAVE:                             behind the body, outside of its try ranges
 *     Frame.save$n(operands, locals, this, frame, x, number)
 *     return x                        0 where a primitive is returned
 * </pre>
 */
abstract class BodyCopy {
  /** Code that stands for no source line. */
  private static final int NO_LINE = 0;

  final BodyPlan plan;
  final WovenMethod woven;
  final Slots slots;
  final MethodNode out;
  final InsnList code;
  final Map<LabelNode, LabelNode> labels = new HashMap<>();
  final Map<TypeInsnNode, LabelNode> creations = new HashMap<>();

  /** Blocks to append behind the body. */
  private final List<Runnable> glue = new ArrayList<>();

  /** Where each copied instruction begins; null where it was left out. */
  final @Nullable AbstractInsnNode[] copied;

  private final Map<SaveLayout, List<SuspensionPoint>> saves = new HashMap<>();
  private final Map<SuspensionPoint, LabelNode> saveLabels = new HashMap<>();

  /** Points whose call leaves {@code x} on the stack when it suspends. */
  private final Set<SuspensionPoint> returnsExecution = new HashSet<>();

  BodyCopy(BodyPlan plan, Slots slots, String name, String desc, int firstFreeSlot) {
    this.plan = plan;
    this.slots = slots;
    this.woven = plan.woven();
    MethodNode body = plan.body();
    this.out =
        new MethodNode(
            Names.ASM_API,
            woven.copyAccess(),
            name,
            desc,
            null,
            body.exceptions.toArray(new String[0]));
    this.out.maxLocals = firstFreeSlot;
    this.code = out.instructions;
    this.copied = new AbstractInsnNode[plan.flow().size()];
    for (AbstractInsnNode insn : body.instructions) {
      if (insn instanceof LabelNode label) {
        labels.put(label, new LabelNode());
      } else if (insn.getOpcode() == Opcodes.NEW) {
        creations.put((TypeInsnNode) insn, new LabelNode());
      }
    }
  }

  /** The slot that carries a state number to a shared save block. */
  private int stateSlot() {
    return out.maxLocals - 1;
  }

  /** Whether the instruction at this index belongs to the copy. */
  abstract boolean includes(int index);

  /** The types that a frame at this index declares. */
  abstract State declared(int index);

  /** What the copy returns. */
  abstract Type returned();

  /** Adds the label that the code behind an await is entered by when its value says enough. */
  abstract void addReady(SuspensionPoint point, LabelNode ready);

  /** Called where the value of an await lies on the stack, ready or resumed. */
  abstract void awaited(SuspensionPoint point);

  AsyncMethod async() {
    return woven.async();
  }

  int firstUserSlot() {
    return async().isStatic() ? 0 : 1;
  }

  // ---- the body
  // ----------------------------------------------------------------------------------------------------

  private AwaitCalls calls() {
    return new AwaitCalls(code, slots.execution());
  }

  void copyBody() {
    InsnList insns = plan.body().instructions;
    for (int i = 0; i < plan.flow().size(); i++) {
      AbstractInsnNode insn = insns.get(i);
      if (insn instanceof LabelNode label) {
        code.add(labels.get(label));
      } else if (includes(i)) {
        copy(i, insn);
      } else {
        leftOut(i);
      }
    }
    new TryRanges(plan, this).copyAll();
    appendGlue();
  }

  /** An await that the copy does not include may still be where it is entered. */
  private void leftOut(int index) {
    Step step = plan.steps().get(index);
    if (step != null) {
      afterAwait(step);
    }
  }

  private void copy(int index, AbstractInsnNode insn) {
    if (insn instanceof FrameNode) {
      addFrame(declared(index));
    } else if (insn instanceof LineNumberNode line) {
      addLine(line.line);
    } else {
      AbstractInsnNode last = code.getLast();
      beforeInsn(index);
      Step step = plan.steps().get(index);
      if (step == null) {
        code.add(cloned(insn));
      } else {
        apply(step, insn);
      }
      copied[index] = last == null ? code.getFirst() : last.getNext();
    }
  }

  /** Called before an executed instruction is copied. */
  void beforeInsn(int index) {}

  void addLine(int line) {
    LabelNode start = new LabelNode();
    code.add(start);
    code.add(new LineNumberNode(line, start));
  }

  private AbstractInsnNode cloned(AbstractInsnNode insn) {
    if (insn.getOpcode() == Opcodes.NEW) {
      code.add(creations.get((TypeInsnNode) insn));
    }
    AbstractInsnNode clone = insn.clone(labels);
    if (clone instanceof VarInsnNode var) {
      var.var = slots.of(var.var);
    } else if (clone instanceof IincInsnNode iinc) {
      iinc.var = slots.of(iinc.var);
    }
    return clone;
  }

  /** Adds a frame; of two at the same place the later one holds. */
  void addFrame(State state) {
    for (AbstractInsnNode at = code.getLast();
        at != null && !Insns.isReal(at);
        at = at.getPrevious()) {
      if (at instanceof FrameNode) {
        code.remove(at);
        break;
      }
    }
    code.add(state.toFrame(creations::get));
  }

  /** The copy's locals: the user's that are in {@code live} (all if null), and the hidden ones. */
  State state(Value[] userLocals, @Nullable BitSet live, Value... stack) {
    Value[] locals = new Value[out.maxLocals];
    Arrays.fill(locals, Value.TOP);
    for (int slot = 0; slot < userLocals.length; slot++) {
      boolean kept = live == null || slot < firstUserSlot() || live.get(slot);
      if (kept && userLocals[slot].kind() != Value.Kind.TOP) {
        locals[slots.of(slot)] = userLocals[slot];
      }
    }
    locals[slots.execution()] = Value.object(Names.EXECUTION);
    locals[slots.frame()] = Value.object(woven.frameClass());
    return new State(locals, stack);
  }

  static Value[] push(Value[] stack, Type type) {
    if (isVoid(type)) {
      return stack;
    }
    Value[] pushed = Arrays.copyOf(stack, stack.length + 1);
    pushed[stack.length] = Value.of(type);
    return pushed;
  }

  // ---- steps
  // -------------------------------------------------------------------------------------------------------

  private void apply(Step step, AbstractInsnNode insn) {
    if (step instanceof Step.Await await) {
      // stack: awaitable (, class)
      if (await.witness()) {
        code.add(new InsnNode(Opcodes.POP));
      }
      if (await.awaited() == Step.Awaited.COROUTINE) {
        calls().startTop(await.natural());
      } else {
        calls().awaitTop(await.awaited() == Step.Awaited.STAGE);
      }
      check(await.point());
      afterAwait(await);
    } else if (step instanceof Step.DirectAwait direct) {
      calls().startDirectly(direct.call(), direct.callee());
      checkValue(direct.point(), direct.callee().result());
      afterAwait(direct);
    } else if (step instanceof Step.LinkedAwait linked) {
      calls().startLinked(linked.call(), linked.natural());
      check(linked.point());
      afterAwait(linked);
    } else if (step instanceof Step.Skip) {
      // Another step does its work.
    } else if (step instanceof Step.ReturnResult result) {
      code.add(new InsnNode(result.result().getOpcode(Opcodes.IRETURN)));
    } else if (step instanceof Step.ReturnNothing) {
      addReturnOfZero(returned());
    } else if (step instanceof Step.TailCall tail) {
      calls().startDirectly(tail.call(), tail.callee());
      convertTail(tail.callee());
    } else if (step instanceof Step.TailAwait tail) {
      outsideOfTry(
          tail.covered(),
          insn,
          () -> {
            calls().requireReturned();
            calls().awaitTop(false);
            calls().unlessSuspended();
            code.add(new InsnNode(Opcodes.ARETURN));
          });
    } else if (step instanceof Step.AwaitReturn await) {
      outsideOfTry(
          await.covered(),
          insn,
          () -> {
            calls().requireReturned();
            calls().awaitTop(await.stage());
            check(await.point());
            code.add(new InsnNode(Opcodes.ARETURN));
          });
    }
  }

  private void afterAwait(Step step) {
    if (step instanceof Step.Await await) {
      awaited(await.point());
    } else if (step instanceof Step.LinkedAwait linked) {
      awaited(linked.point());
    } else if (step instanceof Step.DirectAwait direct) {
      awaited(direct.point());
      switch (direct.conversion()) {
        case NONE -> {}
        case BOX -> code.add(Boxes.box(direct.callee().result()));
        case PUSH_NULL -> code.add(new InsnNode(Opcodes.ACONST_NULL));
      }
    }
  }

  /** This method's result is a reference, as of every method that ends in a tail call. */
  private void convertTail(WovenMethod callee) {
    if (callee.isPrimitive()) {
      code.add(Boxes.box(callee.result()));
      calls().unlessSuspended();
    }
  }

  /** Behind a save: {@code x} where a reference is returned, which the driver does not look at. */
  private void addReturnWhileSuspended() {
    if (returned().getSort() == Type.OBJECT) {
      loadExecution();
      code.add(new InsnNode(Opcodes.ARETURN));
    } else {
      addReturnOfZero(returned());
    }
  }

  private void addReturnOfZero(Type type) {
    AbstractInsnNode zero = Insns.pushZero(type);
    if (zero != null) {
      code.add(zero);
    }
    code.add(new InsnNode(type.getOpcode(Opcodes.IRETURN)));
  }

  /** A return is not covered by the try it stands in, though its instruction may be. */
  private void outsideOfTry(boolean covered, AbstractInsnNode insn, Runnable emit) {
    if (!covered) {
      emit.run();
      return;
    }
    LabelNode outside = new LabelNode();
    code.add(new JumpInsnNode(Opcodes.GOTO, outside));
    State before = plan.before(plan.body().instructions.indexOf(insn));
    int line = Insns.lineOf(insn);
    glue.add(
        0,
        () -> {
          code.add(outside);
          addFrame(state(before.locals(), new BitSet(), before.stack()));
          if (line != 0) {
            addLine(line);
          }
          emit.run();
        });
  }

  /**
   * As {@link #check}, behind a direct call: a body that suspends returns {@code x}, or 0 where
   * that is no reference. Asking a register is cheaper than asking {@code x}, which then does not
   * even have to be kept across the call.
   */
  private void checkValue(SuspensionPoint point, Type result) {
    if (isVoid(result)) {
      // stack: operands, x or null
      returnsExecution.add(point);
      code.add(new InsnNode(Opcodes.DUP));
      code.add(new JumpInsnNode(Opcodes.IFNONNULL, saveAt(point)));
      code.add(new InsnNode(Opcodes.POP));
    } else if (result.equals(ResultType.REFERENCE)) {
      // stack: operands, x or value
      returnsExecution.add(point);
      code.add(new InsnNode(Opcodes.DUP));
      code.add(new TypeInsnNode(Opcodes.INSTANCEOF, Names.EXECUTION));
      code.add(new JumpInsnNode(Opcodes.IFNE, saveAt(point)));
    } else if (result.getSort() == Type.INT) {
      // stack: operands, value
      LabelNode ready = new LabelNode();
      code.add(new InsnNode(Opcodes.DUP));
      code.add(new JumpInsnNode(Opcodes.IFNE, ready));
      check(point);
      addReady(point, ready);
    } else {
      check(point);
    }
  }

  /** Behind the call of the awaited thing: leaves the body if it has to wait. */
  private void check(SuspensionPoint point) {
    // stack: operands, value
    loadExecution();
    code.add(
        new FieldInsnNode(
            Opcodes.GETFIELD, Names.EXECUTION, Names.SUSPENDED, Names.SUSPENDED_DESC));
    code.add(new JumpInsnNode(Opcodes.IFNE, saveAt(point)));
  }

  /** Where the values of a point are saved: asks for a block that does it. */
  private LabelNode saveAt(SuspensionPoint point) {
    LabelNode save = new LabelNode();
    saveLabels.put(point, save);
    saves.computeIfAbsent(plan.layout(point), unused -> new ArrayList<>()).add(point);
    return save;
  }

  void loadExecution() {
    calls().loadExecution();
  }

  void loadFrame() {
    code.add(new VarInsnNode(Opcodes.ALOAD, slots.frame()));
  }

  // ---- behind the body
  // ---------------------------------------------------------------------------------------------

  private void appendGlue() {
    for (Runnable block : List.copyOf(glue)) {
      block.run();
    }
    appendSaves();
  }

  /** The blocks that save, one a layout: they belong to no line. */
  private void appendSaves() {
    if (saves.isEmpty()) {
      return;
    }
    if (hasLines()) {
      addLine(NO_LINE);
    }
    LabelNode withdrawal = new LabelNode();
    for (SaveLayout layout : plan.distinctLayouts()) {
      List<SuspensionPoint> points = saves.get(layout);
      if (points != null) {
        addSave(layout, points, withdrawal);
      }
    }
    addWithdrawal(withdrawal);
  }

  private boolean hasLines() {
    for (AbstractInsnNode insn : plan.body().instructions) {
      if (insn instanceof LineNumberNode) {
        return true;
      }
    }
    return false;
  }

  private void addSave(SaveLayout layout, List<SuspensionPoint> points, LabelNode withdrawal) {
    boolean shared = points.size() > 1;
    LabelNode block = new LabelNode();
    for (int i = 0; i < points.size(); i++) {
      SuspensionPoint point = points.get(i);
      code.add(saveLabels.get(point));
      addFrame(suspended(layout));
      if (shared) {
        code.add(Insns.pushInt(point.number()));
        code.add(new VarInsnNode(Opcodes.ISTORE, stateSlot()));
        if (i + 1 < points.size()) {
          code.add(new JumpInsnNode(Opcodes.GOTO, block));
        }
      }
    }
    if (shared) {
      code.add(block);
      State state = suspended(layout);
      state.locals()[stateSlot()] = Value.INT;
      addFrame(state);
    }
    takeAwaited(layout.awaited(), returnsExecution.containsAll(points));
    LabelNode start = new LabelNode();
    code.add(start);
    addSaveCall(layout, shared, points.get(0));
    LabelNode end = new LabelNode();
    code.add(end);
    out.tryCatchBlocks.add(new TryCatchBlockNode(start, end, withdrawal, null));
    addReturnWhileSuspended();
  }

  /** The types where a save block begins. */
  private State suspended(SaveLayout layout) {
    Type value = isVoid(layout.awaited()) ? WovenMethod.UNLESS_ENDED : layout.awaited();
    return state(layout.state().locals(), null, push(layout.state().stack(), value));
  }

  /**
   * Takes what a suspended await left on the stack. Where {@code x} is taken from there, and before
   * the handler of the save counts as a use of it, it does not have to be kept across the call.
   */
  private void takeAwaited(Type awaited, boolean isExecution) {
    if (isExecution) {
      if (!isVoid(awaited)) {
        code.add(new TypeInsnNode(Opcodes.CHECKCAST, Names.EXECUTION));
      }
      code.add(new VarInsnNode(Opcodes.ASTORE, slots.execution()));
    } else {
      code.add(new InsnNode(awaited.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP));
    }
  }

  private static boolean isVoid(Type type) {
    return type.getSort() == Type.VOID;
  }

  private void addSaveCall(SaveLayout layout, boolean shared, SuspensionPoint point) {
    SaveMethods methods = new SaveMethods(woven, layout);
    if (!methods.extra().isEmpty()) {
      // More values than a call takes: the frame first, then some of them, then the rest.
      loadHost();
      loadFrame();
      code.add(
          new MethodInsnNode(
              Opcodes.INVOKESTATIC,
              woven.frameClass(),
              SaveMethods.FRAME,
              methods.frameDesc(),
              false));
      code.add(new VarInsnNode(Opcodes.ASTORE, slots.frame()));
      for (SaveMethods.Part part : methods.extra()) {
        loadFrame();
        loadLocals(part.values());
        code.add(
            new MethodInsnNode(
                Opcodes.INVOKESTATIC, woven.frameClass(), part.name(), part.desc(), false));
      }
    }
    // stack: operands
    loadLocals(methods.locals());
    loadHost();
    loadFrame();
    loadExecution();
    code.add(shared ? new VarInsnNode(Opcodes.ILOAD, stateSlot()) : Insns.pushInt(point.number()));
    // stack: operands, locals, (this,) frame, x, number
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKESTATIC, woven.frameClass(), methods.name(), methods.desc(), false));
  }

  private void loadHost() {
    if (!async().isStatic()) {
      code.add(new VarInsnNode(Opcodes.ALOAD, 0));
    }
  }

  private void loadLocals(List<SaveLayout.Saved> locals) {
    for (SaveLayout.Saved local : locals) {
      if (local.field() != null) {
        code.add(new VarInsnNode(local.value().loadOpcode(), slots.of(local.slot())));
      }
    }
  }

  /**
   * A save that fails (out of memory, of stack) takes the suspension back before the error leaves
   * the method.
   */
  private void addWithdrawal(LabelNode handler) {
    code.add(handler);
    addFrame(state(new Value[0], null, Value.object(Names.THROWABLE)));
    // stack: error
    loadExecution();
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKEVIRTUAL, Names.EXECUTION, Names.WITHDRAW, Names.WITHDRAW_DESC, false));
    code.add(new InsnNode(Opcodes.ATHROW));
  }

  LabelNode labelBefore(AbstractInsnNode insn) {
    LabelNode label = new LabelNode();
    code.insertBefore(insn, label);
    return label;
  }
}
