package dev.weft.transformer.plan;

/**
 * A place where a body may leave and come back.
 *
 * @param number what the frame's state is while suspended here: positive when a handler of the
 *     method covers the await, negative when none does; each side counts from 1
 * @param index of the await, or of the return that awaits, in the body's instructions
 * @param line in the source; 0 if unknown
 */
public record SuspensionPoint(int number, int index, int line) {}
