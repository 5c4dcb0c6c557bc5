package dev.weft.transformer.explain;

/**
 * A value that is put into the frame at a suspension.
 *
 * @param name of the local variable; empty where the class file has none
 * @param slot of the local; of an operand its height on the stack, counted from 0
 * @param operand whether it lies on the operand stack, below the awaited value
 * @param type as the source would write it, without its package
 * @param bytes of its field, on a 64-bit JVM with compressed references
 */
public record SavedValue(String name, int slot, boolean operand, String type, int bytes) {}
