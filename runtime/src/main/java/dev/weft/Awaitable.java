package dev.weft;

/**
 * What {@link Weft#await(Awaitable)} takes: a {@link Coroutine}, which then runs inline in the
 * caller's task, or a {@link Future}, whose end the caller waits for.
 *
 * @param <T> the type of the value
 */
public sealed interface Awaitable<T> permits Coroutine, Future {}
