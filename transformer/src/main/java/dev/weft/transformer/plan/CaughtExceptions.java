package dev.weft.transformer.plan;

import dev.weft.transformer.analyse.ControlFlow;
import dev.weft.transformer.analyse.Liveness;
import dev.weft.transformer.bytecode.Insns;
import dev.weft.transformer.bytecode.Names;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * At which points the stack trace of an exception need not be written before a handler sees it: the
 * handlers there drop what they caught, or throw it on.
 *
 * <pre>
 *   try { await(a()); } finally { close(); }                    astore 2 ... aload 2, athrow
 *   try { await(a()); } catch (TimeoutError e) { n++; }         astore 2, or pop
 *   try { await(a()); } catch (Boom e) { log.warn("", e); }     reads it
 *   try { await(a()); } finally { await(close()); }             keeps it while it is suspended: reads it
 * </pre>
 */
final class CaughtExceptions {
  private final MethodNode body;
  private final ControlFlow flow;
  private final Liveness liveness;
  private final Map<LabelNode, Handler> handlers = new HashMap<>();

  /**
   * What a handler does with what it caught.
   *
   * @param reads whether it looks at it or keeps it
   * @param next where it may be caught again when the handler throws it on
   */
  private record Handler(boolean reads, Set<LabelNode> next) {}

  CaughtExceptions(MethodNode body, ControlFlow flow, Liveness liveness) {
    this.body = body;
    this.flow = flow;
    this.liveness = liveness;
  }

  /** The numbers of the points that a handler covers, and none that reads what it caught. */
  BitSet unread(List<SuspensionPoint> points) {
    BitSet unread = new BitSet();
    for (SuspensionPoint point : points) {
      if (point.number() > 0 && !mayBeRead(point)) {
        unread.set(point.number());
      }
    }
    return unread;
  }

  private boolean mayBeRead(SuspensionPoint point) {
    Set<LabelNode> seen = new HashSet<>(handlersAt(point.index()));
    Deque<LabelNode> pending = new ArrayDeque<>(seen);
    while (!pending.isEmpty()) {
      Handler handler = handlers.computeIfAbsent(pending.pop(), this::handler);
      if (handler.reads()) {
        return true;
      }
      for (LabelNode next : handler.next()) {
        if (seen.add(next)) {
          pending.add(next);
        }
      }
    }
    return false;
  }

  private Set<LabelNode> handlersAt(int index) {
    return flow.covering(index).stream().map(block -> block.handler).collect(Collectors.toSet());
  }

  private Handler handler(LabelNode label) {
    AbstractInsnNode first = Insns.nextReal(label);
    if (first == null || first.getOpcode() != Opcodes.ASTORE) {
      return new Handler(first == null || first.getOpcode() != Opcodes.POP, Set.of());
    }
    int slot = ((VarInsnNode) first).var;
    Set<LabelNode> next = new HashSet<>();
    BitSet reached = whereStored(slot, body.instructions.indexOf(first));
    for (int i = reached.nextSetBit(0); i >= 0; i = reached.nextSetBit(i + 1)) {
      AbstractInsnNode insn = body.instructions.get(i);
      if (loads(insn, slot)) {
        AbstractInsnNode user = Insns.followedBy(insn);
        if (user == null || user.getOpcode() != Opcodes.ATHROW) {
          return new Handler(true, Set.of());
        }
        next.addAll(handlersAt(body.instructions.indexOf(user)));
      } else if (Names.isAwait(insn) && liveness.afterOrCaught(i).get(slot)) {
        return new Handler(true, Set.of());
      }
    }
    return new Handler(false, next);
  }

  /** The instructions before which {@code slot} may hold what {@code store} puts there. */
  private BitSet whereStored(int slot, int store) {
    BitSet reached = new BitSet();
    BitSet pending = new BitSet();
    for (int next : flow.successors(store)) {
      pending.set(next);
    }
    while (!pending.isEmpty()) {
      int i = pending.nextSetBit(0);
      pending.clear(i);
      if (reached.get(i)) {
        continue;
      }
      reached.set(i);
      for (TryCatchBlockNode block : flow.covering(i)) {
        pending.set(flow.indexOf(block.handler));
      }
      if (!overwrites(body.instructions.get(i), slot)) {
        for (int next : flow.successors(i)) {
          pending.set(next);
        }
      }
    }
    return reached;
  }

  private static boolean loads(AbstractInsnNode insn, int slot) {
    return insn.getOpcode() == Opcodes.ALOAD && ((VarInsnNode) insn).var == slot;
  }

  private static boolean overwrites(AbstractInsnNode insn, int slot) {
    return switch (insn.getOpcode()) {
      case Opcodes.ASTORE, Opcodes.ISTORE, Opcodes.FSTORE -> ((VarInsnNode) insn).var == slot;
      case Opcodes.LSTORE, Opcodes.DSTORE ->
          ((VarInsnNode) insn).var == slot || ((VarInsnNode) insn).var + 1 == slot;
      default -> false;
    };
  }
}
