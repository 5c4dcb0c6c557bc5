package dev.weft.samples.benchmarks.chain;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;
import org.openjdk.jmh.infra.Blackhole;

/** Eleven methods that await each other's String. */
final class WeftReferenceChain {
  private WeftReferenceChain() {}

  static long run(int n, String text, Blackhole sink) {
    return Weft.run(repeat(n, text, sink));
  }

  @Async
  private static Coroutine<Long> repeat(int n, String text, Blackhole sink) {
    long length = 0;
    for (int i = 0; i < n; i++) {
      String value = await(f0(text));
      sink.consume(value);
      length += value.length();
    }
    return result(length);
  }

  @Async
  private static Coroutine<String> f0(String text) {
    String value = await(f1(text));
    if (value.isEmpty()) {
      throw new IllegalStateException();
    }
    return result(value);
  }

  @Async
  private static Coroutine<String> f1(String text) {
    String value = await(f2(text));
    if (value.isEmpty()) {
      throw new IllegalStateException();
    }
    return result(value);
  }

  @Async
  private static Coroutine<String> f2(String text) {
    String value = await(f3(text));
    if (value.isEmpty()) {
      throw new IllegalStateException();
    }
    return result(value);
  }

  @Async
  private static Coroutine<String> f3(String text) {
    String value = await(f4(text));
    if (value.isEmpty()) {
      throw new IllegalStateException();
    }
    return result(value);
  }

  @Async
  private static Coroutine<String> f4(String text) {
    String value = await(f5(text));
    if (value.isEmpty()) {
      throw new IllegalStateException();
    }
    return result(value);
  }

  @Async
  private static Coroutine<String> f5(String text) {
    String value = await(f6(text));
    if (value.isEmpty()) {
      throw new IllegalStateException();
    }
    return result(value);
  }

  @Async
  private static Coroutine<String> f6(String text) {
    String value = await(f7(text));
    if (value.isEmpty()) {
      throw new IllegalStateException();
    }
    return result(value);
  }

  @Async
  private static Coroutine<String> f7(String text) {
    String value = await(f8(text));
    if (value.isEmpty()) {
      throw new IllegalStateException();
    }
    return result(value);
  }

  @Async
  private static Coroutine<String> f8(String text) {
    String value = await(f9(text));
    if (value.isEmpty()) {
      throw new IllegalStateException();
    }
    return result(value);
  }

  @Async
  private static Coroutine<String> f9(String text) {
    String value = await(f10(text));
    if (value.isEmpty()) {
      throw new IllegalStateException();
    }
    return result(value);
  }

  @Async
  private static Coroutine<String> f10(String text) {
    if (text.isEmpty()) {
      await(yieldNow());
    }
    return result(text);
  }
}
