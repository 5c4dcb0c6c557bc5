package dev.weft.samples.benchmarks.programs;

import dev.weft.samples.benchmarks.Check;
import dev.weft.samples.benchmarks.Figures;
import dev.weft.transformer.ClassFinder;
import dev.weft.transformer.NestResult;
import dev.weft.transformer.Options;
import dev.weft.transformer.Transformer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

/** A program: weaves 1,000 async methods of three awaits each, and prints time and growth. */
public final class Weaving {
  private static final int CLASSES = 50;
  private static final int METHODS = 20;
  private static final int WARM_ROUNDS = 20;

  /** Names and constants differ from method to method, or the jar would compress like no other. */
  private static final String METHOD =
      """
        @Async Coroutine<String> %1$sBy%2$s(List<String> %3$ss, int %4$s) throws java.io.IOException {
          StringBuilder text = new StringBuilder("%1$s %5$d");
          for (String %3$s : %3$ss) {
            String %2$sPart = await(fetch(%3$s + "/%2$s?limit=%6$d"));
            try {
              text.append(%2$sPart.%7$s()).append(await(count(%2$sPart, %4$s * %5$d)));
            } catch (%8$s e) {
              await(sleep(%4$s + %6$d, MILLISECONDS));
            } finally {
              %4$s--;
            }
          }
          return result(text.toString());
        }
      """;

  private static final String CLASS =
      """
      package woven;
      import static dev.weft.Weft.*;
      import static java.util.concurrent.TimeUnit.MILLISECONDS;
      import dev.weft.*;
      import java.util.List;
      abstract class C%d {
        abstract Coroutine<String> fetch(String name) throws java.io.IOException;
        abstract Coroutine<Integer> count(String part, int limit);
      %s}
      """;

  private static final List<String> VERBS =
      List.of(
          "load", "find", "merge", "print", "check", "order", "cancel", "ship", "price", "audit");
  private static final List<String> NOUNS =
      List.of("item", "user", "page", "stock", "cart", "name", "place", "day", "branch", "note");
  private static final List<String> CALLS =
      List.of("strip", "toUpperCase", "toLowerCase", "intern", "isBlank", "length", "hashCode");
  private static final List<String> FAILURES =
      List.of(
          "IllegalStateException",
          "IllegalArgumentException",
          "UnsupportedOperationException",
          "ArithmeticException",
          "IndexOutOfBoundsException");

  private Weaving() {}

  public static void main(String[] args) throws IOException {
    Map<String, byte[]> classes = compile();
    long start = System.nanoTime();
    Map<String, byte[]> woven = weave(classes);
    print("weaving 1,000 methods, the first time in a JVM", System.nanoTime() - start);
    long best = Long.MAX_VALUE;
    for (int i = 0; i < WARM_ROUNDS; i++) {
      start = System.nanoTime();
      weave(classes);
      best = Math.min(best, System.nanoTime() - start);
    }
    print("weaving 1,000 methods, in a warm JVM", best);
    Figures.print("weaving: the jar grows to", "TIMES", jar(woven) / (double) jar(classes));
    Figures.print(
        "weaving: bytes per suspension point",
        "BYTES",
        (size(woven) - size(classes)) / (3.0 * CLASSES * METHODS));
  }

  private static void print(String workload, long nanoseconds) {
    Figures.print(workload, "MILLISECONDS", nanoseconds / 1e6);
  }

  private static Map<String, byte[]> compile() throws IOException {
    Random random = new Random(1);
    Path folder = Files.createTempDirectory("weaving");
    try {
      List<String> arguments =
          new ArrayList<>(List.of("-g", "-proc:none", "--release", "17", "-d", folder.toString()));
      arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
      for (int i = 0; i < CLASSES; i++) {
        Path source = folder.resolve("C" + i + ".java");
        Files.writeString(source, CLASS.formatted(i, methods(random)));
        arguments.add(source.toString());
      }
      int status =
          ToolProvider.getSystemJavaCompiler()
              .run(null, System.err, System.err, arguments.toArray(new String[0]));
      Check.equal(0, status);
      Map<String, byte[]> classes = new TreeMap<>();
      for (int i = 0; i < CLASSES; i++) {
        String name = "woven/C" + i;
        classes.put(name, Files.readAllBytes(folder.resolve(name + ".class")));
      }
      return classes;
    } finally {
      delete(folder);
    }
  }

  private static String methods(Random random) {
    StringBuilder methods = new StringBuilder();
    for (int i = 0; i < METHODS; i++) {
      methods.append(
          METHOD.formatted(
              any(VERBS, random) + i,
              any(NOUNS, random),
              any(NOUNS, random),
              any(NOUNS, random) + "Count",
              random.nextInt(100_000),
              random.nextInt(100_000),
              any(CALLS, random),
              any(FAILURES, random)));
    }
    return methods.toString();
  }

  private static String any(List<String> words, Random random) {
    return words.get(random.nextInt(words.size()));
  }

  private static Map<String, byte[]> weave(Map<String, byte[]> classes) {
    Transformer transformer =
        new Transformer(Options.DEFAULT, ((ClassFinder) classes::get).or(classPath()));
    Map<String, byte[]> woven = new TreeMap<>();
    int points = 0;
    for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
      NestResult result = transformer.transform(Map.of(entry.getKey(), entry.getValue()));
      woven.putAll(result.classes());
      points += result.points();
    }
    Check.equal(3 * CLASSES * METHODS, points);
    return woven;
  }

  private static ClassFinder classPath() {
    return name -> {
      try (InputStream in = Weaving.class.getClassLoader().getResourceAsStream(name + ".class")) {
        return in == null ? null : in.readAllBytes();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private static long size(Map<String, byte[]> classes) {
    return classes.values().stream().mapToLong(bytes -> bytes.length).sum();
  }

  private static int jar(Map<String, byte[]> classes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey() + ".class"));
        zip.write(entry.getValue());
      }
    }
    return bytes.size();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
