/**
 * Async and await for Java: coroutines, tasks, and an event loop with the semantics of Python's
 * asyncio.
 *
 * <p>Start at {@link dev.weft.Weft}, whose functions are for {@code import static}, and {@link
 * dev.weft.Async}.
 */
package dev.weft;
