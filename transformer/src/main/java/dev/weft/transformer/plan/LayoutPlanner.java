package dev.weft.transformer.plan;

import dev.weft.transformer.analyse.State;
import dev.weft.transformer.analyse.Value;
import dev.weft.transformer.plan.SaveLayout.Saved;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Type;

/**
 * Decides which values are saved at each suspension point, in which fields, and which points share
 * their save and restore blocks: those at which the same locals and operands are saved.
 */
final class LayoutPlanner {
  private static final int BYTES_PER_VALUE = 10;

  /**
   * A suspension point before its layout is known.
   *
   * @param locals all that have a type; the uninitialised ones are TOP
   * @param live the slots to be saved
   * @param returns whether the awaited value is returned at once, and nothing is saved
   */
  record Candidate(
      SuspensionPoint point,
      List<Value> operands,
      List<Value> locals,
      BitSet live,
      Type awaited,
      boolean returns) {

    /** The same with more slots saved. */
    Candidate saving(BitSet slots) {
      return returns ? this : new Candidate(point, operands, locals, slots, awaited, false);
    }

    private List<Value> savedLocals() {
      List<Value> kept = new ArrayList<>(locals);
      for (int slot = 0; slot < kept.size(); slot++) {
        if (!live.get(slot)) {
          kept.set(slot, Value.TOP);
        }
      }
      return kept;
    }

    /** Points with equal keys share a layout. */
    private List<Object> key() {
      return List.of(operands, savedLocals(), awaited, returns);
    }
  }

  private final FrameFields fields;
  private final Map<SuspensionPoint, SaveLayout> layoutOf = new LinkedHashMap<>();

  private LayoutPlanner(FrameFields fields) {
    this.fields = fields;
  }

  /**
   * Plans all points of a method.
   *
   * @param firstSlot the first slot that is saved; before it there is {@code this}
   */
  static Map<SuspensionPoint, SaveLayout> plan(
      List<Candidate> candidates, FrameFields fields, int firstSlot) {
    LayoutPlanner planner = new LayoutPlanner(fields);
    Map<List<Object>, SaveLayout> byKey = new HashMap<>();
    for (Candidate candidate : candidates) {
      SaveLayout layout =
          byKey.computeIfAbsent(
              candidate.key(), unused -> planner.layout(byKey.size(), candidate, firstSlot));
      planner.layoutOf.put(candidate.point(), layout);
    }
    return planner.layoutOf;
  }

  /** About how much code it takes to restore the layouts. */
  static int bytes(List<Candidate> candidates) {
    Set<List<Object>> keys = new HashSet<>();
    int values = 0;
    for (Candidate candidate : candidates) {
      if (keys.add(candidate.key())) {
        values += candidate.operands().size() + candidate.live().cardinality();
      }
    }
    return values * BYTES_PER_VALUE;
  }

  private SaveLayout layout(int number, Candidate candidate, int firstSlot) {
    List<Value> locals = candidate.savedLocals();
    for (int slot = 0; slot < firstSlot; slot++) {
      locals.set(slot, candidate.locals().get(slot));
    }
    FrameFields.Allocation allocation = fields.allocation();
    List<Saved> savedOperands = new ArrayList<>();
    if (!candidate.returns()) {
      for (Value operand : candidate.operands()) {
        savedOperands.add(saved(-1, operand, allocation));
      }
    }
    List<Saved> savedLocals = new ArrayList<>();
    for (int slot = firstSlot; slot < locals.size(); slot++) {
      if (locals.get(slot).kind() != Value.Kind.TOP) {
        savedLocals.add(saved(slot, locals.get(slot), allocation));
      }
    }
    State state =
        new State(locals.toArray(new Value[0]), candidate.operands().toArray(new Value[0]));
    return new SaveLayout(
        number, state, savedOperands, savedLocals, candidate.awaited(), candidate.returns());
  }

  private static Saved saved(int slot, Value value, FrameFields.Allocation allocation) {
    return new Saved(
        slot, value, value.kind() == Value.Kind.NULL ? null : allocation.next(value.type()));
  }

  /** The locals of a state as a candidate has them. */
  static List<Value> usable(Value[] locals) {
    return Arrays.stream(locals).map(local -> local.isUninitialized() ? Value.TOP : local).toList();
  }
}
