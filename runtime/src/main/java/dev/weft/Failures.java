package dev.weft;

import dev.weft.internal.Nullable;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;

/** Where a loop reports what nobody else gets to see. */
final class Failures {
  private @Nullable Consumer<? super LoopFailure> handler;

  void setHandler(@Nullable Consumer<? super LoopFailure> handler) {
    this.handler = handler;
  }

  void report(LoopFailure failure) {
    Consumer<? super LoopFailure> handler = this.handler;
    if (handler == null) {
      log(failure);
      return;
    }
    try {
      handler.accept(failure);
    } catch (Throwable e) {
      e.addSuppressed(new IllegalStateException(failure.message(), failure.exception()));
      log(new LoopFailure("exception in the exception handler", e, handler));
    }
  }

  static void warn(String message, @Nullable Throwable where) {
    System.getLogger("dev.weft").log(Level.WARNING, message, where);
  }

  static void log(LoopFailure failure) {
    String source = failure.source() == null ? "" : ": " + failure.source();
    System.getLogger("dev.weft").log(Level.ERROR, failure.message() + source, failure.exception());
  }
}
