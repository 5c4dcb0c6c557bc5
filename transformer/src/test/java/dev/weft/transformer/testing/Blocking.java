package dev.weft.transformer.testing;

import dev.weft.Awaitable;
import dev.weft.codegen.Execution;
import dev.weft.codegen.Frame;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Await as the reference sees it: the value now, or the exception. */
public final class Blocking {
  private Blocking() {}

  public static <T> T await(Awaitable<T> awaitable) {
    Execution x = new Execution();
    if (x.start((Frame<?>) awaitable) != null) {
      throw new AssertionError("the reference never suspends");
    }
    Throwable error = x.error();
    if (error != null) {
      throw Execution.<RuntimeException>sneaky(error);
    }
    @SuppressWarnings("unchecked")
    T value = (T) x.takeRef();
    return value;
  }

  public static <T> T await(CompletionStage<T> stage) {
    try {
      return ((CompletableFuture<T>) stage).join();
    } catch (CompletionException e) {
      throw Execution.<RuntimeException>sneaky(e.getCause());
    }
  }

  public static <T, E extends Throwable> T await(Awaitable<T> awaitable, Class<E> thrown) throws E {
    return await(awaitable);
  }

  public static <T, E extends Throwable> T await(CompletionStage<T> stage, Class<E> thrown)
      throws E {
    return await(stage);
  }
}
