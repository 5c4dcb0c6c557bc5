package dev.weft.transformer.plan;

import dev.weft.transformer.DiagnosticCode;
import dev.weft.transformer.Options;
import dev.weft.transformer.TransformException;
import dev.weft.transformer.analyse.ControlFlow;
import dev.weft.transformer.analyse.FlowException;
import dev.weft.transformer.analyse.Liveness;
import dev.weft.transformer.analyse.State;
import dev.weft.transformer.analyse.TypeFlow;
import dev.weft.transformer.analyse.Value;
import dev.weft.transformer.bytecode.Boxes;
import dev.weft.transformer.bytecode.Insns;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.bytecode.Subtypes;
import dev.weft.transformer.scan.AsyncMethod;
import dev.weft.transformer.scan.Describe;
import dev.weft.transformer.scan.ReturnKind;
import java.util.ArrayList;
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
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Decides for one body what is saved where, and what becomes of each await and return. */
public final class BodyPlanner {
  /**
   * Bytes of restore blocks from which on a method is far from being compiled by the JVM, and near
   * its 64 KiB.
   */
  private static final int LARGE = 6_000;

  private final WovenMethod woven;
  private final Callees callees;
  private final MethodNode body;
  private final TypeFlow types;
  private final ControlFlow flow;

  /** Slots that are to be saved though nothing reads them, by the index of an instruction. */
  private final Map<Integer, BitSet> kept;

  private Liveness liveness;
  private final FrameFields fields = new FrameFields();
  private final List<FrameField> arguments = new ArrayList<>();
  private final List<SuspensionPoint> points = new ArrayList<>();
  private List<LayoutPlanner.Candidate> candidates = new ArrayList<>();
  private final Map<Integer, Step> steps = new HashMap<>();
  private int guarded;
  private int unguarded;

  private BodyPlanner(WovenMethod woven, Callees callees, TypeFlow types, boolean keepLocals) {
    this.woven = woven;
    this.callees = callees;
    this.body = woven.async().method();
    this.types = types;
    this.flow = ControlFlow.of(body);
    this.kept = keepLocals ? LocalsInScope.of(body, types) : Map.of();
    this.liveness = Liveness.of(body, flow, kept);
  }

  /**
   * Plans one method. Rewrites its body first where an object is under construction at an await, or
   * where a loop has an await that may be seldom.
   *
   * @throws TransformException when it cannot be transformed
   */
  public static BodyPlan plan(
      WovenMethod woven, Callees callees, Subtypes subtypes, Options options)
      throws TransformException {
    ClassNode owner = woven.async().owner();
    MethodNode body = woven.async().method();
    try {
      TypeFlow types = verified(woven.async(), subtypes);
      Refusals.check(woven.async(), types);
      if (ReusedSlots.free(woven.async())) {
        types = TypeFlow.of(owner.name, owner.superName, body);
      }
      if (woven.async().source() != null && AwaitedReturns.rewrite(woven.async())) {
        types = TypeFlow.of(owner.name, owner.superName, body);
      }
      Set<TypeInsnNode> underConstruction = underConstruction(body, types);
      if (!underConstruction.isEmpty()) {
        NewRelocation.apply(body, types, underConstruction);
        types = TypeFlow.of(owner.name, owner.superName, body);
      }
      if (LoopTails.repeat(body, types)) {
        types = TypeFlow.of(owner.name, owner.superName, body);
      }
      return new BodyPlanner(woven, callees, types, options.keepLocals()).plan();
    } catch (FlowException e) {
      throw new TransformException(
          Describe.at(
              DiagnosticCode.UNREADABLE_CLASS,
              owner,
              body,
              e.insn(),
              "The class file is damaged, the JVM would not load it: "
                  + e.getMessage()
                  + ". Compile it again; if that does not help, the compiler or another tool has written it wrongly."));
    }
  }

  /** Of two bodies, the one without probes is what the JVM will be shown. */
  private static TypeFlow verified(AsyncMethod async, Subtypes subtypes) throws FlowException {
    ClassNode owner = async.owner();
    MethodNode source = async.source();
    if (source == null) {
      return TypeFlow.verified(owner.name, owner.superName, async.method(), subtypes);
    }
    TypeFlow.verified(owner.name, owner.superName, source, subtypes);
    return TypeFlow.of(owner.name, owner.superName, async.method());
  }

  private static Set<TypeInsnNode> underConstruction(MethodNode body, TypeFlow types) {
    Set<TypeInsnNode> creations = new HashSet<>();
    ControlFlow flow = null;
    Liveness liveness = null;
    for (int i = 0; i < body.instructions.size(); i++) {
      State state = Names.isAwait(body.instructions.get(i)) ? types.before(i) : null;
      if (state == null) {
        continue;
      }
      for (Value operand : state.stack()) {
        addCreation(creations, operand);
      }
      for (int slot = 0; slot < state.locals().length; slot++) {
        if (state.locals()[slot].creation() != null) {
          if (liveness == null) {
            flow = ControlFlow.of(body);
            liveness = Liveness.of(body, flow);
          }
          if (liveness.afterOrCaught(i).get(slot)) {
            addCreation(creations, state.locals()[slot]);
          }
        }
      }
    }
    return creations;
  }

  private static void addCreation(Set<TypeInsnNode> creations, Value value) {
    if (value.creation() != null) {
      creations.add(value.creation());
    }
  }

  // ---- the plan
  // ----------------------------------------------------------------------------------------------------

  private BodyPlan plan() throws TransformException {
    FrameFields.Allocation allocation = fields.allocation();
    for (Type argument : woven.arguments()) {
      arguments.add(
          allocation.next(argument.getSort() < Type.ARRAY ? Value.of(argument).type() : argument));
    }
    for (int i = 0; i < flow.size(); i++) {
      AbstractInsnNode insn = body.instructions.get(i);
      if (types.before(i) == null) {
        continue;
      }
      if (Names.isAwait(insn)) {
        planAwait(i, (MethodInsnNode) insn);
      } else if (insn.getOpcode() == Opcodes.ARETURN) {
        planReturn(i, insn);
      }
    }
    BitSet unread = new CaughtExceptions(body, flow, liveness).unread(points);
    if (LayoutPlanner.bytes(candidates) > LARGE) {
      keepDeadLocals();
    }
    int firstSlot = woven.async().isStatic() ? 0 : 1;
    return new BodyPlan(
        woven,
        body,
        types,
        flow,
        liveness,
        points,
        LayoutPlanner.plan(candidates, fields, firstSlot),
        steps,
        fields,
        arguments,
        unread);
  }

  /**
   * Normally a point saves exactly what is alive. Where the blocks of a large method would not fit
   * for that, each point saves every local that is alive at some point and has a type at this one:
   * most points then share one layout, and a dead local that is kept does no harm.
   */
  private void keepDeadLocals() {
    BitSet somewhere = new BitSet();
    candidates.forEach(candidate -> somewhere.or(candidate.live()));
    Map<Integer, BitSet> uses = new HashMap<>(kept);
    List<LayoutPlanner.Candidate> saving = new ArrayList<>();
    for (LayoutPlanner.Candidate candidate : candidates) {
      BitSet slots = (BitSet) somewhere.clone();
      for (int slot = 0; slot < candidate.locals().size(); slot++) {
        if (candidate.locals().get(slot).kind() == Value.Kind.TOP) {
          slots.clear(slot);
        }
      }
      uses.put(candidate.point().index(), slots);
      saving.add(candidate.saving(slots));
    }
    candidates = saving;
    liveness = Liveness.of(body, flow, uses);
  }

  private void planAwait(int index, MethodInsnNode await) {
    Type[] parameters = Type.getArgumentTypes(await.desc);
    boolean witness = parameters.length == 2;
    boolean stage = parameters[0].getInternalName().equals(Names.COMPLETION_STAGE);
    Value[] operands = before(index).stackWithout(parameters.length);
    AbstractInsnNode producer = Insns.precededBy(await);
    WovenMethod callee = witness || stage ? null : directCallee(producer, index);
    if (callee == null || !(producer instanceof MethodInsnNode call)) {
      Value[] stack = before(index).stack();
      Value awaitable = stack[stack.length - parameters.length];
      Step.Awaited awaited =
          stage
              ? Step.Awaited.STAGE
              : awaitable.equals(Value.object(Names.COROUTINE))
                  ? Step.Awaited.COROUTINE
                  : Step.Awaited.ANYTHING;
      Type natural =
          awaited == Step.Awaited.COROUTINE ? unboxed(index, await) : ResultType.REFERENCE;
      SuspensionPoint point = point(index, operands, natural, false);
      MethodInsnNode linked = witness ? null : linkedCall(producer, index);
      if (linked == null) {
        steps.put(index, new Step.Await(point, awaited, natural, witness));
      } else {
        steps.put(body.instructions.indexOf(linked), new Step.LinkedAwait(point, linked, natural));
        steps.put(index, new Step.Skip());
      }
      return;
    }
    SuspensionPoint point = point(index, operands, callee.result(), false);
    steps.put(
        body.instructions.indexOf(call),
        new Step.DirectAwait(point, call, callee, conversion(await, callee)));
    steps.put(index, new Step.Skip());
  }

  /** The type in which the code behind an await wants the value: what unboxes it is skipped. */
  private Type unboxed(int index, AbstractInsnNode await) {
    AbstractInsnNode cast = Insns.followedBy(await);
    AbstractInsnNode value = cast == null ? null : Insns.followedBy(cast);
    if (cast != null
        && value != null
        && flow.covering(index).equals(flow.covering(body.instructions.indexOf(value)))) {
      for (Type type : ResultType.ASKED_FOR) {
        if (Boxes.isUnboxing(type, cast, value)) {
          skip(cast);
          skip(value);
          return type;
        }
      }
    }
    return ResultType.REFERENCE;
  }

  /** The async method whose call at {@code call} may be replaced by one of its start copy. */
  private @Nullable WovenMethod directCallee(@Nullable AbstractInsnNode call, int awaitIndex) {
    if (!(call instanceof MethodInsnNode invoke)) {
      return null;
    }
    return haveSameHandlers(invoke, awaitIndex) ? callees.find(invoke) : null;
  }

  private boolean haveSameHandlers(AbstractInsnNode call, int awaitIndex) {
    return flow.covering(body.instructions.indexOf(call)).equals(flow.covering(awaitIndex));
  }

  /** The call at {@code call}, if it is to be linked at run time. */
  private @Nullable MethodInsnNode linkedCall(@Nullable AbstractInsnNode call, int awaitIndex) {
    return call instanceof MethodInsnNode invoke
            && callees.links(invoke)
            && haveSameHandlers(invoke, awaitIndex)
        ? invoke
        : null;
  }

  /**
   * Looks at what the code does with the awaited value: unboxing or dropping it costs nothing then.
   */
  private Step.Conversion conversion(AbstractInsnNode await, WovenMethod callee) {
    Type result = callee.result();
    AbstractInsnNode next = Insns.followedBy(await);
    if (result.equals(ResultType.REFERENCE)) {
      return Step.Conversion.NONE;
    }
    if (result.getSort() == Type.VOID) {
      if (next != null && next.getOpcode() == Opcodes.POP) {
        skip(next);
        return Step.Conversion.NONE;
      }
      return Step.Conversion.PUSH_NULL;
    }
    AbstractInsnNode second = next == null ? null : Insns.followedBy(next);
    if (next != null && second != null && Boxes.isUnboxing(result, next, second)) {
      skip(next);
      skip(second);
      return Step.Conversion.NONE;
    }
    return Step.Conversion.BOX;
  }

  private void skip(AbstractInsnNode insn) {
    steps.put(body.instructions.indexOf(insn), new Step.Skip());
  }

  private void planReturn(int index, AbstractInsnNode insn) throws TransformException {
    ReturnKind kind = woven.async().kind();
    Type result = woven.result();
    AbstractInsnNode producer = Insns.precededBy(insn);
    boolean covered = !flow.covering(index).isEmpty();
    if (producer != null && kind.isResult(producer)) {
      skip(producer);
      if (!result.equals(ResultType.REFERENCE)) {
        AbstractInsnNode boxing = Insns.precededBy(producer);
        if (boxing == null) {
          throw new IllegalStateException("no boxing before a primitive result");
        }
        skip(boxing);
      }
      steps.put(index, new Step.ReturnResult(result));
    } else if (producer != null && kind.isDone(producer)) {
      skip(producer);
      steps.put(index, new Step.ReturnNothing());
    } else if (kind == ReturnKind.COROUTINE) {
      WovenMethod callee = covered ? null : directCallee(producer, index);
      if (callee != null && producer instanceof MethodInsnNode call) {
        steps.put(body.instructions.indexOf(call), new Step.TailCall(call, callee));
        steps.put(index, new Step.ReturnResult(result));
      } else {
        steps.put(index, new Step.TailAwait(covered));
      }
    } else {
      SuspensionPoint point =
          point(index, before(index).stackWithout(1), ResultType.REFERENCE, true);
      steps.put(index, new Step.AwaitReturn(point, kind == ReturnKind.FUTURE, covered));
    }
  }

  private State before(int index) {
    State state = types.before(index);
    if (state == null) {
      throw new IllegalStateException("dead code at " + index);
    }
    return state;
  }

  private SuspensionPoint point(int index, Value[] operands, Type awaited, boolean returns) {
    boolean covered = !returns && !flow.covering(index).isEmpty();
    int number = covered ? ++guarded : --unguarded;
    SuspensionPoint point =
        new SuspensionPoint(number, index, Insns.lineOf(body.instructions.get(index)));
    List<Value> locals = LayoutPlanner.usable(before(index).locals());
    BitSet live = returns ? new BitSet() : liveness.afterOrCaught(index);
    for (int slot = 0; slot < locals.size(); slot++) {
      if (locals.get(slot).kind() == Value.Kind.TOP) {
        live.clear(slot);
      }
    }
    points.add(point);
    candidates.add(
        new LayoutPlanner.Candidate(point, List.of(operands), locals, live, awaited, returns));
    return point;
  }
}
