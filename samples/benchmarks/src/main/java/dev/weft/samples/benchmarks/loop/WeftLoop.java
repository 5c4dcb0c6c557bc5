package dev.weft.samples.benchmarks.loop;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Promise;
import dev.weft.Weft;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.infra.Blackhole;

final class WeftLoop {
  private WeftLoop() {}

  static long method(int n, Blackhole sink) {
    return Weft.run(ofMethod(n, sink));
  }

  static long future(int n, Blackhole sink) {
    return Weft.run(ofNewFuture(n, sink));
  }

  static long stage(int n, CompletableFuture<Long> one, Blackhole sink) {
    return Weft.run(ofStage(n, one, sink));
  }

  @Async
  private static Coroutine<Long> ofMethod(int n, Blackhole sink) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      long value = await(ready(i));
      sink.consume(value);
      sum += value;
    }
    return result(sum);
  }

  @Async
  private static Coroutine<Long> ready(long x) {
    if (x < 0) {
      await(yieldNow());
    }
    return result(x + 1);
  }

  @Async
  private static Coroutine<Long> ofNewFuture(int n, Blackhole sink) {
    Promise<Long> one = EventLoop.current().createPromise();
    one.complete(1L);
    return ofFuture(n, one, sink);
  }

  @Async
  private static Coroutine<Long> ofFuture(int n, Future<Long> one, Blackhole sink) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      long value = await(one);
      sink.consume(value);
      sum += value;
    }
    return result(sum);
  }

  @Async
  private static Coroutine<Long> ofStage(int n, CompletableFuture<Long> one, Blackhole sink) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      long value = await(one);
      sink.consume(value);
      sum += value;
    }
    return result(sum);
  }
}
