package dev.weft;

/** Ends as another future does, and keeps cancellations away from it. */
final class Shield<T> extends HookedPromise<T> implements Runnable {
  private final Future<T> inner;

  private Shield(Future<T> inner) {
    super(inner.loop);
    this.inner = inner;
  }

  static <T> Future<T> of(Future<T> inner) {
    if (inner.isDone()) {
      return inner;
    }
    Shield<T> shield = new Shield<>(inner);
    inner.addWaiter(shield);
    return shield;
  }

  /** The inner one is done. */
  @Override
  @SuppressWarnings("unchecked")
  public void run() {
    if (isDone()) {
      return;
    }
    switch (inner.state()) {
      case FINISHED -> complete((T) inner.value());
      case FAILED -> settle(State.FAILED, inner.failure());
      default -> cancel();
    }
  }

  @Override
  void cancelled() {
    inner.removeWaiters(waiter -> waiter == this);
  }
}
