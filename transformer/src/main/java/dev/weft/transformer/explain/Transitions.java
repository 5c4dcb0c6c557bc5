package dev.weft.transformer.explain;

import dev.weft.transformer.analyse.ControlFlow;
import dev.weft.transformer.bytecode.Insns;
import dev.weft.transformer.explain.Transition.Node;
import dev.weft.transformer.plan.BodyPlan;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Reads from a body's control flow which points can follow which.
 *
 * <pre>
 *   while (more()) { await(a); }  await(b);      start -&gt; 1, start -&gt; 2, 1 -&gt; 1, 1 -&gt; 2, 2 -&gt; return
 * </pre>
 *
 * A walk from each node goes on until it meets the next. What it reaches only by way of a handler
 * takes an exception. Exceptions that leave the method are no transition unless it throws them
 * itself: any await may.
 */
final class Transitions {
  private final BodyPlan plan;
  private final ControlFlow flow;
  private final Map<Integer, Node> nodes;
  private final Map<Node, Map<Node, Boolean>> found = new LinkedHashMap<>();

  private Transitions(BodyPlan plan, Map<Integer, Node> nodes) {
    this.plan = plan;
    this.flow = plan.flow();
    this.nodes = nodes;
  }

  /**
   * Finds all.
   *
   * @param nodes where the points, tails and returns are, by the index of the instruction
   * @param continuations the points, by the index of the instruction behind which they go on
   */
  static List<Transition> of(
      BodyPlan plan, Map<Integer, Node> nodes, Map<Integer, Node> continuations) {
    Transitions transitions = new Transitions(plan, nodes);
    transitions.new Walk(Node.START).from(0, false);
    continuations.forEach(transitions::addAfter);
    return transitions.found.entrySet().stream()
        .flatMap(
            from ->
                from.getValue().entrySet().stream()
                    .map(to -> new Transition(from.getKey(), to.getKey(), to.getValue())))
        .toList();
  }

  private void addAfter(int index, Node point) {
    Walk walk = new Walk(point);
    if (plan.body().instructions.get(index).getOpcode() == Opcodes.ARETURN) {
      walk.arrive(Node.RETURN, false);
      return;
    }
    for (int next : flow.successors(index)) {
      walk.from(next, false);
    }
    for (TryCatchBlockNode block : flow.covering(index)) {
      walk.from(flow.indexOf(block.handler), true);
    }
  }

  /** From one node to the next. */
  private final class Walk {
    private final Map<Node, Boolean> reached = new LinkedHashMap<>();
    private final BitSet normal = new BitSet(flow.size());
    private final BitSet exceptional = new BitSet(flow.size());
    private final Deque<Integer> pending = new ArrayDeque<>();

    Walk(Node start) {
      found.put(start, reached);
    }

    void arrive(Node node, boolean byException) {
      reached.merge(node, byException, Boolean::logicalAnd);
    }

    void from(int start, boolean byException) {
      visit(start, byException);
      while (!pending.isEmpty()) {
        int next = pending.pop();
        boolean thrown = next < 0;
        step(thrown ? ~next : next, thrown);
      }
    }

    private void visit(int index, boolean byException) {
      BitSet visited = byException ? exceptional : normal;
      if (!visited.get(index)) {
        visited.set(index);
        pending.push(byException ? ~index : index);
      }
    }

    private void step(int index, boolean byException) {
      Node node = nodes.get(index);
      if (node != null) {
        arrive(node, byException);
        return;
      }
      for (int next : flow.successors(index)) {
        visit(next, byException);
      }
      AbstractInsnNode insn = plan.body().instructions.get(index);
      if (!mayThrow(insn)) {
        return;
      }
      boolean caught = false;
      for (TryCatchBlockNode block : flow.covering(index)) {
        visit(flow.indexOf(block.handler), true);
        caught |= block.type == null;
      }
      if (insn.getOpcode() == Opcodes.ATHROW && !caught) {
        arrive(Node.THROW, byException);
      }
    }
  }

  /** Whether it is more than a move between locals, stack and constants, or a jump. */
  private static boolean mayThrow(AbstractInsnNode insn) {
    int opcode = insn.getOpcode();
    return Insns.isReal(insn)
        && switch (opcode) {
          case Opcodes.IALOAD,
              Opcodes.LALOAD,
              Opcodes.FALOAD,
              Opcodes.DALOAD,
              Opcodes.AALOAD,
              Opcodes.BALOAD,
              Opcodes.CALOAD,
              Opcodes.SALOAD,
              Opcodes.IASTORE,
              Opcodes.LASTORE,
              Opcodes.FASTORE,
              Opcodes.DASTORE,
              Opcodes.AASTORE,
              Opcodes.BASTORE,
              Opcodes.CASTORE,
              Opcodes.SASTORE,
              Opcodes.IDIV,
              Opcodes.LDIV,
              Opcodes.IREM,
              Opcodes.LREM ->
              true;
          default ->
              (opcode >= Opcodes.GETSTATIC && opcode <= Opcodes.MONITOREXIT)
                  || opcode == Opcodes.MULTIANEWARRAY;
        };
  }
}
