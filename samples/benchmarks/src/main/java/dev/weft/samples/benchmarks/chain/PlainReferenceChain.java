package dev.weft.samples.benchmarks.chain;

import org.openjdk.jmh.infra.Blackhole;

/** Eleven methods that return a String: the floor. */
final class PlainReferenceChain {
  private PlainReferenceChain() {}

  static long run(int n, String text, Blackhole sink) {
    long length = 0;
    for (int i = 0; i < n; i++) {
      String value = f0(text);
      sink.consume(value);
      length += value.length();
    }
    return length;
  }

  private static String f0(String text) {
    String value = f1(text);
    if (value.isEmpty()) {
      throw new IllegalStateException();
    }
    return value;
  }

  private static String f1(String text) {
    String value = f2(text);
    if (value.isEmpty()) {
      throw new IllegalStateException();
    }
    return value;
  }

  private static String f2(String text) {
    String value = f3(text);
    if (value.isEmpty()) {
      throw new IllegalStateException();
    }
    return value;
  }

  private static String f3(String text) {
    String value = f4(text);
    if (value.isEmpty()) {
      throw new IllegalStateException();
    }
    return value;
  }

  private static String f4(String text) {
    String value = f5(text);
    if (value.isEmpty()) {
      throw new IllegalStateException();
    }
    return value;
  }

  private static String f5(String text) {
    String value = f6(text);
    if (value.isEmpty()) {
      throw new IllegalStateException();
    }
    return value;
  }

  private static String f6(String text) {
    String value = f7(text);
    if (value.isEmpty()) {
      throw new IllegalStateException();
    }
    return value;
  }

  private static String f7(String text) {
    String value = f8(text);
    if (value.isEmpty()) {
      throw new IllegalStateException();
    }
    return value;
  }

  private static String f8(String text) {
    String value = f9(text);
    if (value.isEmpty()) {
      throw new IllegalStateException();
    }
    return value;
  }

  private static String f9(String text) {
    String value = f10(text);
    if (value.isEmpty()) {
      throw new IllegalStateException();
    }
    return value;
  }

  private static String f10(String text) {
    if (text.isEmpty()) {
      Thread.yield();
    }
    return text;
  }
}
