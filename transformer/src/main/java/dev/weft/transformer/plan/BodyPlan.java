package dev.weft.transformer.plan;

import dev.weft.transformer.analyse.ControlFlow;
import dev.weft.transformer.analyse.Liveness;
import dev.weft.transformer.analyse.State;
import dev.weft.transformer.analyse.TypeFlow;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.objectweb.asm.tree.MethodNode;

/**
 * Everything that the emitter needs to know of one body; it analyses nothing by itself.
 *
 * @param body the method with its NEWs moved, frames expanded
 * @param layouts of each point; several may have the same
 * @param steps by instruction index; instructions without one are copied
 * @param arguments the fields that hold the arguments before the start
 * @param unread the numbers of the points whose handlers do not look at what they catch
 */
public record BodyPlan(
    WovenMethod woven,
    MethodNode body,
    TypeFlow types,
    ControlFlow flow,
    Liveness liveness,
    List<SuspensionPoint> points,
    Map<SuspensionPoint, SaveLayout> layouts,
    Map<Integer, Step> steps,
    FrameFields fields,
    List<FrameField> arguments,
    BitSet unread) {

  /** What is saved at a point. */
  public SaveLayout layout(SuspensionPoint point) {
    return Objects.requireNonNull(layouts.get(point));
  }

  /** All layouts, in the order of their numbers. */
  public List<SaveLayout> distinctLayouts() {
    return layouts.values().stream()
        .distinct()
        .sorted(Comparator.comparingInt(SaveLayout::number))
        .toList();
  }

  /** The types before an instruction that is known to be reached. */
  public State before(int index) {
    State state = types.before(index);
    if (state == null) {
      throw new IllegalStateException("dead code at " + index);
    }
    return state;
  }
}
