package dev.weft.transformer.rules;

import dev.weft.transformer.analyse.ControlFlow;
import dev.weft.transformer.analyse.Origin;
import dev.weft.transformer.analyse.Paths;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which locks of {@code java.util.concurrent.locks} are held at an await, on every way to it, and
 * released behind it.
 *
 * <pre>
 *   lock.lock();                        held from here
 *   try { await(x); }                   at this await
 *   finally { lock.unlock(); }          to here, on both of the compiler's copies
 *   if (lock.tryLock()) { await(y); }   held in the branch
 * </pre>
 *
 * Two locks are the same one when they come out of the same variable, field, or method.
 */
final class HeldLocks {
  /** Bits of a long; a method with more locks than that has some that are not looked at. */
  private static final int MAX_LOCKS = 64;

  /** Each await found to be between asks one question about ways. */
  private static final int MAX_QUESTIONS = 64;

  private static final String PACKAGE = "java/util/concurrent/locks/";
  private static final String STAMPED = PACKAGE + "StampedLock";

  private final Body body;
  private final Map<AbstractInsnNode, Long> acquired = new HashMap<>();
  private final Map<AbstractInsnNode, Long> tried = new HashMap<>();
  private final Map<AbstractInsnNode, Long> released = new HashMap<>();
  private final Map<String, Integer> bits = new HashMap<>();

  /** By await, the call that took the lock. */
  private final Map<MethodInsnNode, MethodInsnNode> between = new LinkedHashMap<>();

  HeldLocks(Body body) {
    this.body = body;
    if (body.awaits().isEmpty()) {
      return;
    }
    for (MethodInsnNode call : body.calls()) {
      if (call.owner.startsWith(PACKAGE)) {
        classify(call);
      }
    }
    if (!released.isEmpty() && !(acquired.isEmpty() && tried.isEmpty())) {
      find(solve());
    }
  }

  /** The awaits between a lock and its unlock, with the call that took the lock. */
  Map<MethodInsnNode, MethodInsnNode> between() {
    return between;
  }

  /** Whether a call took one of those locks. */
  boolean isHeldOverAwait(MethodInsnNode call) {
    return between.containsValue(call);
  }

  // ---- what a call does
  // --------------------------------------------------------------------------------------------

  private void classify(MethodInsnNode call) {
    boolean stamped = call.owner.equals(STAMPED);
    switch (call.name) {
      case "lock", "lockInterruptibly" -> acquired.put(call, bit(call));
      case "readLock", "writeLock", "readLockInterruptibly", "writeLockInterruptibly" -> {
        if (stamped) {
          acquired.put(call, bit(call));
        }
      }
      case "tryLock" -> {
        // Where its result is tested first, directly or in a variable, the ways part.
        AbstractInsnNode test = firstTest(call);
        if (test != null) {
          tried.put(test, bit(call));
          acquired.put(call, 0L);
        }
      }
      default -> {
        if (call.name.contains("nlock") || call.name.startsWith("tryConvert")) {
          long bit = bit(call);
          released.put(call, bit == 0 ? -1L : bit);
        }
      }
    }
  }

  private @Nullable AbstractInsnNode firstTest(MethodInsnNode call) {
    for (AbstractInsnNode insn = call.getNext(); insn != null; insn = insn.getNext()) {
      boolean test = insn.getOpcode() == Opcodes.IFEQ || insn.getOpcode() == Opcodes.IFNE;
      if (test && body.origins().operand(insn, 0).insn() == call) {
        return insn;
      }
    }
    return null;
  }

  /** The bit of the lock that a method is called on; none when it is not known. */
  private long bit(MethodInsnNode call) {
    String name = name(body.origins().receiver(call));
    if (name == null || (!bits.containsKey(name) && bits.size() == MAX_LOCKS)) {
      return 0;
    }
    return 1L << bits.computeIfAbsent(name, unused -> bits.size());
  }

  private @Nullable String name(Origin lock) {
    AbstractInsnNode insn = lock.insn();
    if (insn == null) {
      return lock.isUnknown() ? null : "parameter " + lock.parameter();
    } else if (insn instanceof FieldInsnNode field) {
      return "field " + field.owner + "." + field.name;
    } else if (insn instanceof MethodInsnNode call) {
      return "method " + call.owner + "." + call.name + call.desc;
    } else if (insn instanceof VarInsnNode load) {
      return "variable " + load.var;
    }
    return insn.getOpcode() == Opcodes.AALOAD ? "element" : "made at " + body.index(insn);
  }

  // ---- where it is held
  // --------------------------------------------------------------------------------------------

  /** The locks held before each instruction, whatever the way to it. */
  private long[] solve() {
    ControlFlow flow = body.flow();
    long[] before = new long[flow.size()];
    Arrays.fill(before, -1L);
    before[0] = 0;
    BitSet reached = new BitSet();
    reached.set(0);
    Deque<Integer> work = new ArrayDeque<>();
    work.push(0);
    while (!work.isEmpty()) {
      int index = work.pop();
      AbstractInsnNode insn = body.method.instructions.get(index);
      long kept = before[index] & ~released.getOrDefault(insn, 0L);
      long after = kept | acquired.getOrDefault(insn, 0L);
      for (int next : flow.successors(index)) {
        meet(before, reached, work, next, after | taken(insn, index, next));
      }
      if (Paths.mayThrow(insn)) {
        for (TryCatchBlockNode block : flow.covering(index)) {
          meet(before, reached, work, flow.indexOf(block.handler), kept);
        }
      }
    }
    return before;
  }

  /** The lock that {@code tryLock} has taken when its branch goes to {@code next}. */
  private long taken(AbstractInsnNode insn, int index, int next) {
    if (!(insn instanceof JumpInsnNode jump) || !tried.containsKey(insn)) {
      return 0;
    }
    boolean jumps = next == body.index(jump.label);
    boolean falls = next == index + 1;
    boolean success = jump.getOpcode() == Opcodes.IFEQ ? falls && !jumps : jumps && !falls;
    return success ? tried.getOrDefault(insn, 0L) : 0;
  }

  private static void meet(
      long[] before, BitSet reached, Deque<Integer> work, int index, long held) {
    long met = before[index] & held;
    if (met != before[index] || !reached.get(index)) {
      before[index] = met;
      reached.set(index);
      work.push(index);
    }
  }

  private void find(long[] before) {
    int questions = 0;
    for (MethodInsnNode await : body.awaits()) {
      long held = before[body.index(await)];
      if (held != 0 && held != -1 && questions++ < MAX_QUESTIONS && isReleasedBehind(await, held)) {
        MethodInsnNode taker = taker(await, held);
        if (taker != null) {
          between.put(await, taker);
        }
      }
    }
  }

  private boolean isReleasedBehind(MethodInsnNode await, long held) {
    BitSet behind = body.paths().behind(body.index(await), index -> false);
    return released.entrySet().stream()
        .anyMatch(
            unlock -> (unlock.getValue() & held) != 0 && behind.get(body.index(unlock.getKey())));
  }

  /** The last call before an await that takes one of these locks. */
  private @Nullable MethodInsnNode taker(MethodInsnNode await, long held) {
    MethodInsnNode last = null;
    for (MethodInsnNode call : body.calls()) {
      boolean takes = acquired.containsKey(call) && (bit(call) & held) != 0;
      if (takes && body.index(call) < body.index(await)) {
        last = call;
      }
    }
    return last;
  }
}
