package dev.weft.transformer.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import dev.weft.transformer.Layout;
import dev.weft.transformer.Options;
import dev.weft.transformer.testing.Compilation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged class files end as problems with a name: no exception, no endless loop, no file changed.
 *
 * <p>Some thousands of them, always the same. A long run is {@code -Dweft.fuzz=100000
 * -Dweft.fuzz.seed=7}.
 */
class FuzzTest {
  private static final int MUTATIONS = Integer.getInteger("weft.fuzz", 2_000);
  private static final long SEED = Long.getLong("weft.fuzz.seed", 1);

  /** A mutation takes some milliseconds, and one that runs into a limit not much more. */
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(20);

  private static final String SHAPES =
      """
      import static dev.weft.Weft.*;
      import dev.weft.*;
      import java.util.*;
      class Outer {
        record Point(int x, long y) {}
        @Async private Coroutine<Integer> one() { await(yieldNow()); return result(1); }
        class Inner {
          @Async Coroutine<Integer> two() { try { return result(await(one()) + 1); } finally { await(one()); } }
        }
        @Async static Coroutine<String> text(int n, double d) {
          String s = "";
          for (int i = 0; i < n; i++) {
            s += new String(await(result("a"))) + d;
            switch (s) { case "a" -> s = "b"; case "zz" -> s = await(result("y")); default -> s = "c"; }
            switch (i) { case 1: case 7: s += i; break; case 100_000: return result(null); default: }
          }
          return result(s);
        }
        Coroutine<List<Integer>> sorted(List<Integer> list) {
          AsyncCallable<Integer> first = () -> result(list.get(await(result(0))));
          return result(List.of(list.size()));
        }
        @Async Task<Point> point(long[] a, Object o) {
          a[0] += await(result(2L));
          if (o instanceof String s && s.length() > await(result(3))) { throw new IllegalStateException(s); }
          synchronized (a) { a[1]++; }
          return Task.result(new Point(await(result(4)), a[0]));
        }
      }
      """;

  @TempDir private Path temporary;
  private ClassDirectory directory;

  @BeforeEach
  void useTemporaryDirectory() {
    directory = new ClassDirectory(temporary.resolve("classes"));
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.HOURS, threadMode = ThreadMode.SEPARATE_THREAD)
  void mutatedClassFilesLeadToProblemsOrToWovenClassesAndToNothingElse() throws IOException {
    Map<String, byte[]> compiled = Compilation.javac(Map.of("Outer", SHAPES));
    List<String> names = compiled.keySet().stream().sorted().toList();
    Map<DiagnosticCode, Integer> found = new EnumMap<>(DiagnosticCode.class);
    int failed = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      Random random = new Random(SEED * 1_000_003 + i);
      String name = names.get(random.nextInt(names.size()));
      byte[] mutated = mutate(compiled.get(name), random);
      directory.write(name, mutated);

      long start = System.nanoTime();
      WeaveSummary summary;
      try {
        summary = DirectoryWeaver.weave(request(i), WeaveLog.SILENT);
      } catch (RuntimeException | Error e) {
        throw new AssertionError("mutation %d of seed %d, of %s".formatted(i, SEED, name), e);
      }

      assertThat(System.nanoTime() - start).as("mutation %d", i).isLessThan(MOST_NANOS);
      for (Diagnostic problem : summary.diagnostics()) {
        found.merge(problem.code(), 1, Integer::sum);
      }
      if (summary.failed()) {
        failed++;
        assertThat(summary.written()).isEmpty();
        assertThat(directory.read(name)).as("mutation %d", i).isEqualTo(mutated);
      }
      restore(compiled, summary);
    }
    System.out.println(MUTATIONS + " mutations, " + failed + " refused: " + found);
    assertThat(failed).isBetween(MUTATIONS / 4, MUTATIONS * 9 / 10);
    assertThat(found).containsKey(DiagnosticCode.UNREADABLE_CLASS);
    // What is damaged is not our fault, except where the JVM takes it.
    assertThat(found.getOrDefault(DiagnosticCode.INTERNAL, 0)).isLessThan(1 + MUTATIONS / 500);
  }

  /** Each layout in its turn. */
  private WeaveRequest request(int mutation) {
    Layout[] layouts = Layout.values();
    Layout layout = layouts[mutation % layouts.length];
    return directory.request().with(Options.DEFAULT.with(layout));
  }

  private void restore(Map<String, byte[]> compiled, WeaveSummary summary) throws IOException {
    for (Path file : summary.written()) {
      java.nio.file.Files.deleteIfExists(file);
    }
    directory.write(compiled);
  }

  private static byte[] mutate(byte[] original, Random random) {
    byte[] bytes = original.clone();
    switch (random.nextInt(10)) {
      case 0 -> {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      case 1 -> {
        return without(bytes, random.nextInt(bytes.length), 1 + random.nextInt(8));
      }
      case 2 -> {
        // A piece of itself elsewhere.
        int length = 1 + random.nextInt(64);
        int from = random.nextInt(bytes.length - length);
        System.arraycopy(bytes, from, bytes, random.nextInt(bytes.length - length), length);
      }
      case 3, 4 -> {
        // A count, a length, an index that is as large as can be.
        int at = random.nextInt(bytes.length - 4);
        int size = random.nextBoolean() ? 2 : 4;
        byte fill = random.nextBoolean() ? (byte) 0xFF : 0;
        Arrays.fill(bytes, at, at + size, fill);
        bytes[at] = random.nextBoolean() ? bytes[at] : 0x7F;
      }
      default -> {
        for (int j = random.nextInt(3); j >= 0; j--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
      }
    }
    return bytes;
  }

  private static byte[] without(byte[] bytes, int at, int count) {
    int end = Math.min(bytes.length, at + count);
    byte[] shorter = new byte[bytes.length - (end - at)];
    System.arraycopy(bytes, 0, shorter, 0, at);
    System.arraycopy(bytes, end, shorter, at, bytes.length - end);
    return shorter;
  }
}
