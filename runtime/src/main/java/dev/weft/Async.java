package dev.weft;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method whose body may {@link Weft#await await}. The Weft build plugin turns it into a
 * resumable state machine.
 *
 * <p>The declared return type picks how a call starts: {@link Coroutine} runs nothing until it is
 * awaited or made a task, {@link Task} is scheduled on the running loop, {@link
 * java.util.concurrent.CompletableFuture} and {@link java.util.concurrent.CompletionStage} run at
 * once up to the first real suspension. Mirrors Python's {@code async def}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Async {}
