package dev.weft.transformer.explain;

/**
 * A {@code return other()}: the coroutine runs in place of the method, which keeps no frame.
 *
 * @param number counts those of a method from 1
 * @param line in the source; 0 if unknown
 * @param callee the call whose result is returned; empty where it is no call
 * @param direct whether the start copy of the callee is called, without a coroutine object
 */
public record Tail(int number, int line, String callee, boolean direct) {}
