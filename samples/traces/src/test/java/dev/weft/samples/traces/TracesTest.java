package dev.weft.samples.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.weft.Coroutine;
import dev.weft.testing.VirtualTime;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each file in {@code traces/} is what CPython printed for a small asyncio program. Its port is the
 * static method whose name begins with the same number, and prints the same lines in the same
 * order.
 */
class TracesTest {
  private static final List<Class<?>> PORTS =
      List.of(
          ArticleTraces.class,
          CancelTraces.class,
          ContextTraces.class,
          CoroutineTraces.class,
          EagerTraces.class,
          FlowTraces.class,
          FutureTraces.class,
          GatherTraces.class,
          LoopTraces.class,
          PatternTraces.class,
          QueueTraces.class,
          ResourceTraces.class,
          RunTraces.class,
          SyncTraces.class,
          TaskGroupTraces.class,
          TaskTraces.class,
          TimeoutTraces.class,
          WaitTraces.class);

  /**
   * What of a program can be written in Java: the lines that its port prints, and why not the
   * others.
   */
  private record Part(Set<Integer> lines, String reason) {}

  private static final Map<String, Part> PARTLY =
      Map.of(
          "095",
          new Part(
              Set.of(3),
              "a Timeout is made when its block is entered: there is none to reschedule before, and none"
                  + " to enter twice (a coroutine that is awaited twice is trace 010)"));

  private static final String GENERATOR =
      "Java has no yield, so no async generators; an AsyncIterator is written by hand. ";

  /** The programs that cannot be written in Java, and why. */
  private static final Map<String, String> NO_COUNTERPART =
      Map.ofEntries(
          Map.entry(
              "029",
              "set_result and set_exception of a Task: complete and fail are members of Promise alone,"
                  + " so the calls do not compile"),
          Map.entry("187", GENERATOR + "Closing one, by a break too: AsyncIteratorTest"),
          Map.entry("188", GENERATOR + "asend and athrow have no counterpart there"),
          Map.entry("190", GENERATOR + "Cancelling one that waits: AsyncIteratorTest"),
          Map.entry("191", GENERATOR + "Nor are there comprehensions"),
          Map.entry("241", GENERATOR + "Two tasks that advance one at once: AsyncIteratorTest"),
          Map.entry("242", GENERATOR + "A pipeline of generators is made of nothing else"));

  private static final Pattern NUMBER = Pattern.compile("t?(v313_\\d\\d|\\d\\d\\d)_.*");

  @TestFactory
  Stream<DynamicTest> printsWhatCPythonPrinted() {
    Map<String, Method> ports = ports();
    return expectations().entrySet().stream()
        .filter(expected -> ports.containsKey(expected.getKey()))
        .map(
            expected -> {
              String name = expected.getValue().getFileName().toString().replace(".out", "");
              return dynamicTest(
                  name,
                  () ->
                      assertThat(run(ports.get(expected.getKey())))
                          .as(name)
                          .containsExactlyElementsOf(
                              expectedOf(expected.getKey(), expected.getValue())));
            });
  }

  private static List<String> expectedOf(String number, Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    Part part = PARTLY.get(number);
    return part == null
        ? lines
        : part.lines().stream().sorted().map(line -> lines.get(line - 1)).toList();
  }

  @Test
  void everyTraceHasEitherAPortOrAReason() {
    Set<String> accounted = new TreeSet<>(ports().keySet());
    assertThat(accounted).doesNotContainAnyElementsOf(NO_COUNTERPART.keySet());
    assertThat(accounted).containsAll(PARTLY.keySet());
    accounted.addAll(NO_COUNTERPART.keySet());
    assertThat(accounted).isEqualTo(expectations().keySet());
  }

  /** The expected outputs, by number. */
  private static Map<String, Path> expectations() {
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> found =
        Files.list(Path.of(TracesTest.class.getResource("/traces").toURI()))) {
      found.forEach(file -> files.put(number(file.getFileName().toString()), file));
    } catch (IOException | URISyntaxException e) {
      throw new AssertionError(e);
    }
    return files;
  }

  /** The ports, by number. */
  private static Map<String, Method> ports() {
    Map<String, Method> methods = new TreeMap<>();
    for (Class<?> ports : PORTS) {
      for (Method method : ports.getDeclaredMethods()) {
        String number = number(method.getName());
        if (number != null && !method.isSynthetic() && method.getParameterCount() == 1) {
          assertThat(methods.put(number, method)).as("second port of " + number).isNull();
        }
      }
    }
    return methods;
  }

  private static String number(String name) {
    Matcher matcher = NUMBER.matcher(name);
    return matcher.matches() ? matcher.group(1) : null;
  }

  /** A coroutine runs in virtual time; a plain method makes the loops it needs itself. */
  private static List<String> run(Method port) throws Throwable {
    Out out = new Out();
    try {
      if (port.invoke(null, out) instanceof Coroutine<?> coroutine) {
        VirtualTime.run(coroutine);
      }
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    return out.lines();
  }
}
