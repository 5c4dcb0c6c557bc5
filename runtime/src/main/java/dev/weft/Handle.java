package dev.weft;

import dev.weft.internal.Nullable;
import java.util.Objects;

/** A callback that waits for its turn on the loop. Mirrors {@code asyncio.Handle}. */
public sealed class Handle permits TimerHandle {
  private @Nullable Runnable callback;

  /** What was current when the callback was registered. */
  private final Context context;

  Handle(Runnable callback, Context context) {
    this.callback = Objects.requireNonNull(callback, "callback");
    this.context = context;
  }

  /** It will not run, unless it has run already. On the loop's thread. */
  public void cancel() {
    callback = null;
  }

  /** {@return whether it was cancelled} */
  public final boolean isCancelled() {
    return callback == null;
  }

  final @Nullable Runnable callback() {
    return callback;
  }

  final void run(LoopCore loop) {
    Runnable todo = callback;
    if (todo != null) {
      loop.become(context);
      todo.run();
    }
  }
}
