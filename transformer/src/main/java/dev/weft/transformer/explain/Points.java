package dev.weft.transformer.explain;

import dev.weft.transformer.bytecode.Insns;
import dev.weft.transformer.explain.Transition.Kind;
import dev.weft.transformer.explain.Transition.Node;
import dev.weft.transformer.plan.BodyPlan;
import dev.weft.transformer.plan.SaveLayout;
import dev.weft.transformer.plan.SaveLayout.Saved;
import dev.weft.transformer.plan.Step;
import dev.weft.transformer.plan.SuspensionPoint;
import dev.weft.transformer.scan.Describe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** The nodes of one method's state machine, gathered from the steps of its plan. */
final class Points {
  /** More do not make a diagram that can be read. */
  static final int MOST_DRAWN = 40;

  private final BodyPlan plan;
  private final List<Point> points = new ArrayList<>();
  private final List<Tail> tails = new ArrayList<>();
  private final Map<Integer, Node> nodes = new LinkedHashMap<>();
  private final Map<Integer, Node> continuations = new LinkedHashMap<>();

  private Points(BodyPlan plan) {
    this.plan = plan;
  }

  static Points of(BodyPlan plan) {
    Points points = new Points(plan);
    new TreeMap<>(plan.steps()).forEach(points::add);
    return points;
  }

  List<Point> points() {
    return List.copyOf(points);
  }

  List<Tail> tails() {
    return List.copyOf(tails);
  }

  /** Nothing where there are too many points. */
  Optional<List<Transition>> transitions(BodyPlan plan) {
    return points.size() + tails.size() > MOST_DRAWN
        ? Optional.empty()
        : Optional.of(Transitions.of(plan, nodes, continuations));
  }

  private void add(int index, Step step) {
    AbstractInsnNode insn = plan.body().instructions.get(index);
    if (step instanceof Step.Await await) {
      Point.Awaited awaited =
          await.awaited() == Step.Awaited.STAGE ? Point.Awaited.STAGE : Point.Awaited.AWAITABLE;
      AbstractInsnNode value = Insns.precededBy(insn);
      if (await.witness() && value != null) {
        // The class of the exception is pushed last.
        value = Insns.precededBy(value);
      }
      addPoint(index, await.point(), awaited, callee(value));
    } else if (step instanceof Step.DirectAwait direct) {
      addPoint(index, direct.point(), Point.Awaited.DIRECT, callee(direct.call()));
    } else if (step instanceof Step.LinkedAwait linked) {
      addPoint(index, linked.point(), Point.Awaited.LINKED, callee(linked.call()));
    } else if (step instanceof Step.AwaitReturn returned) {
      AbstractInsnNode value = Insns.precededBy(insn);
      addPoint(index, returned.point(), Point.Awaited.RETURNED, callee(value));
    } else if (step instanceof Step.TailCall call) {
      addTail(index, new Tail(tails.size() + 1, Insns.lineOf(insn), callee(call.call()), true));
    } else if (step instanceof Step.TailAwait) {
      String callee = callee(Insns.precededBy(insn));
      addTail(index, new Tail(tails.size() + 1, Insns.lineOf(insn), callee, false));
    } else if (insn.getOpcode() == Opcodes.ARETURN) {
      nodes.put(index, Node.RETURN);
    }
  }

  private void addTail(int index, Tail tail) {
    tails.add(tail);
    nodes.put(index, new Node(Kind.TAIL, tail.number()));
  }

  private void addPoint(int index, SuspensionPoint at, Point.Awaited awaited, String callee) {
    SaveLayout layout = plan.layout(at);
    Point point =
        new Point(
            points.size() + 1,
            at.line(),
            awaited,
            callee,
            at.number() > 0,
            layout.number(),
            saved(at, layout));
    points.add(point);
    Node node = new Node(Kind.POINT, point.number());
    nodes.put(index, node);
    nodes.put(at.index(), node);
    continuations.put(at.index(), node);
  }

  private List<SavedValue> saved(SuspensionPoint at, SaveLayout layout) {
    List<SavedValue> saved = new ArrayList<>();
    for (int height = 0; height < layout.operands().size(); height++) {
      Saved operand = layout.operands().get(height);
      if (operand.field() != null) {
        Type type = Type.getType(operand.field().desc());
        saved.add(
            new SavedValue("", height, true, Describe.simple(type), ObjectSize.ofField(type)));
      }
    }
    for (Saved local : layout.locals()) {
      if (local.field() != null) {
        LocalVariableNode variable = variable(local.slot(), at.index());
        Type field = Type.getType(local.field().desc());
        saved.add(
            new SavedValue(
                variable == null ? "" : variable.name,
                local.slot(),
                false,
                Describe.simple(declared(variable, field)),
                ObjectSize.ofField(field)));
      }
    }
    return saved;
  }

  private @Nullable LocalVariableNode variable(int slot, int index) {
    if (plan.body().localVariables == null) {
      return null;
    }
    for (LocalVariableNode variable : plan.body().localVariables) {
      if (variable.index == slot
          && plan.body().instructions.indexOf(variable.start) <= index
          && index < plan.body().instructions.indexOf(variable.end)) {
        return variable;
      }
    }
    return null;
  }

  /** A frame keeps a boolean, byte, char or short as an int. */
  private static Type declared(@Nullable LocalVariableNode variable, Type field) {
    return variable != null && field.getSort() == Type.INT ? Type.getType(variable.desc) : field;
  }

  private static String callee(@Nullable AbstractInsnNode insn) {
    return insn instanceof MethodInsnNode call
        ? Describe.simple(Type.getObjectType(call.owner)) + "." + call.name
        : "";
  }
}
