package dev.weft;

import dev.weft.internal.Nullable;

/**
 * Something that went wrong on a loop with nobody there to throw it at: what {@link
 * EventLoop#setExceptionHandler} gets. Mirrors the context that asyncio's exception handler is
 * called with.
 *
 * @param message what happened
 * @param exception why, or null
 * @param source the task, future or callback it came from, or null
 */
public record LoopFailure(String message, @Nullable Throwable exception, @Nullable Object source) {}
