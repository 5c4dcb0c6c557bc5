package dev.weft;

import java.util.Set;

/**
 * What {@link Weft#waitUntil} found, each in the order given.
 *
 * @param <F> what was waited for
 * @param done those that are done
 * @param pending the others, which go on
 */
public record WaitResult<F extends Future<?>>(Set<F> done, Set<F> pending) {}
