package dev.weft.transformer.plan;

import dev.weft.transformer.analyse.State;
import dev.weft.transformer.analyse.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * What is saved at a suspension point, and where. Points with equal layouts share one save and one
 * restore block.
 *
 * @param number counts the layouts of a method
 * @param state the locals (user's slots) that are alive and the operands below the awaited value
 * @param operands operands, bottom first; empty when the point returns at once and drops them
 * @param locals the locals, by slot
 * @param awaited the natural type of the value that the awaited call leaves on the stack
 * @param returns whether the awaited value is returned at once
 */
public record SaveLayout(
    int number,
    State state,
    List<Saved> operands,
    List<Saved> locals,
    Type awaited,
    boolean returns) {
  /**
   * A saved value.
   *
   * @param slot the user's local; of an operand -1
   * @param field null for the constant null, which is not stored
   */
  public record Saved(int slot, Value value, @Nullable FrameField field) {}
}
