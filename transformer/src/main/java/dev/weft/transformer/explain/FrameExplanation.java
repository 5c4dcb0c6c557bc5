package dev.weft.transformer.explain;

/**
 * The objects that hold a suspended activation of a method, and are its coroutine.
 *
 * @param className the internal name of their class
 * @param fields how many fields the class declares; saved values of the same type share them
 * @param fieldBytes what those take
 * @param bytes the whole object, on a 64-bit JVM with compressed references
 */
public record FrameExplanation(String className, int fields, int fieldBytes, int bytes) {}
