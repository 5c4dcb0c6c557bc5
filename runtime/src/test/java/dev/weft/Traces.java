package dev.weft;

import static dev.weft.Straight.co;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.weft.testing.VirtualClock;
import dev.weft.testing.VirtualTime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;

/**
 * Programs whose asyncio original printed src/test/resources/oracle/NAME.out: the ports must print
 * the same. Time is virtual.
 */
abstract class Traces {
  private static final Map<String, String> PYTHON_NAMES =
      Map.of(
          "TimedOutException", "TimeoutError",
          "IllegalArgumentException", "ValueError",
          "IllegalStateException", "RuntimeError");

  private final StringBuilder out = new StringBuilder();

  /** Prints as the helper of the Python originals does. */
  final void p(Object... values) {
    out.append(Arrays.stream(values).map(this::text).collect(Collectors.joining(" "))).append('\n');
  }

  private String text(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(this::text).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Throwable e) {
      return className(e)
          + (e.getMessage() == null || e.getMessage().isEmpty() ? "" : ": " + e.getMessage());
    }
    return String.valueOf(value);
  }

  static String className(Object object) {
    String name = object.getClass().getSimpleName();
    return PYTHON_NAMES.getOrDefault(name, name);
  }

  final DynamicTest trace(String name, AsyncCallable<Void> main) {
    return trace(name, new VirtualClock(), main);
  }

  final DynamicTest trace(String name, VirtualClock clock, AsyncCallable<Void> main) {
    return program(name, () -> VirtualTime.run(clock, co(main)));
  }

  /** One that starts its loops itself. */
  final DynamicTest program(String name, Program program) {
    return dynamicTest(
        name,
        () -> {
          out.setLength(0);
          program.run();
          assertThat(out.toString()).isEqualTo(expected(name));
        });
  }

  interface Program {
    void run() throws Exception;
  }

  private static String expected(String name) throws IOException {
    try (InputStream in = Traces.class.getResourceAsStream("/oracle/" + name + ".out")) {
      assertThat(in).as(name + ".out").isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }

  static Coroutine<Void> yieldNow() {
    return Weft.yieldNow();
  }

  static EventLoop loop() {
    return EventLoop.current();
  }

  static List<String> classNames(List<? extends Outcome<?>> outcomes) {
    List<String> names = new ArrayList<>();
    for (Outcome<?> outcome : outcomes) {
      names.add(outcome.isSuccess() ? "ok" : className(outcome.error()));
    }
    return names;
  }

  /** As return_exceptions=True puts them in a list. */
  static List<Object> values(List<? extends Outcome<?>> outcomes) {
    List<Object> values = new ArrayList<>();
    for (Outcome<?> outcome : outcomes) {
      values.add(outcome.isSuccess() ? outcome.get() : outcome.error());
    }
    return values;
  }

  static final class Boom extends RuntimeException {
    private static final long serialVersionUID = 1;

    Boom(Object message) {
      super(String.valueOf(message));
    }
  }

  static final class A extends RuntimeException {
    private static final long serialVersionUID = 1;

    A(String message) {
      super(message);
    }
  }

  static final class B extends RuntimeException {
    private static final long serialVersionUID = 1;

    B(String message) {
      super(message);
    }
  }
}
