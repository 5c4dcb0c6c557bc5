package dev.weft.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transformer.testing.Compilation;
import dev.weft.transformer.testing.Weaving;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Modules that are compiled and woven one after the other, each against the woven classes of those
 * before it, with overrides of a generic method in both directions: async over plain and plain over
 * async, with the bridges that the compiler makes for them.
 */
class ModulesTest {
  private static final String STORE =
      """
      package base;
      import static dev.weft.Weft.*;
      import dev.weft.*;
      public abstract class Store<K, V> {
        protected abstract Coroutine<V> load(K key);
        public Coroutine<V> plain(K key, V otherwise) { return result(otherwise); }
        @Async public Coroutine<V> async(K key, V otherwise) {
          await(yieldNow());
          V loaded = await(load(key));
          return result(loaded == null ? otherwise : loaded);
        }
        @Async public Coroutine<String> both(K key, V otherwise) {
          return result(await(plain(key, otherwise)) + " " + await(async(key, otherwise)));
        }
        @Async protected static <T> Coroutine<T> later(T value) { await(yieldNow()); return result(value); }
      }
      """;

  private static final String SHELF =
      """
      package middle;
      import static dev.weft.Weft.*;
      import base.Store;
      import dev.weft.*;
      public class Shelf extends Store<Integer, String> {
        @Async @Override protected Coroutine<String> load(Integer key) {
          int twice = key * 2;
          return result(await(later("shelf")) + twice);
        }
        @Async @Override public Coroutine<String> plain(Integer key, String otherwise) {
          await(yieldNow());
          return result("woven over " + await(super.plain(key, otherwise)));
        }
        @Override public Coroutine<String> async(Integer key, String otherwise) {
          return key == 0 ? result("plain over woven") : super.async(key, otherwise);
        }
      }
      """;

  private static final String DRAWER =
      """
      package top;
      import static dev.weft.Weft.*;
      import base.Store;
      import dev.weft.*;
      import middle.Shelf;
      public class Drawer extends Shelf {
        @Override public Coroutine<String> plain(Integer key, String otherwise) {
          return super.plain(key, otherwise + "!");
        }
        @Async @Override public final Coroutine<String> async(Integer key, String otherwise) {
          await(yieldNow());
          return result("drawer " + await(super.async(key, otherwise)));
        }
        @Async static <K> Coroutine<String> all(Store<K, String> store, K zero, K one) {
          await(yieldNow());
          return result(await(store.both(zero, "x")) + "; " + await(store.both(one, "y")));
        }
        public static String run() {
          return Weft.run(all(new Shelf(), 0, 1)) + "\\n" + Weft.run(all(new Drawer(), 0, 1));
        }
      }
      """;

  @ParameterizedTest
  @EnumSource(DirectCalls.class)
  void overridesOfGenericMethodsWorkBetweenModulesInBothDirections(
      DirectCalls directCalls, @TempDir Path output) throws Exception {
    Map<String, byte[]> woven = new TreeMap<>();
    Map<String, String> modules = new TreeMap<>();
    modules.put("base/Store", STORE);
    modules.put("middle/Shelf", SHELF);
    modules.put("top/Drawer", DRAWER);
    for (Map.Entry<String, String> module : modules.entrySet()) {
      String classPath = System.getProperty("java.class.path");
      Map<String, byte[]> compiled =
          Compilation.javac(
              Map.of(module.getKey(), module.getValue()),
              "-cp",
              output + java.io.File.pathSeparator + classPath);
      Transformer transformer =
          new Transformer(
              Options.DEFAULT.with(directCalls),
              ((ClassFinder) compiled::get).or(woven::get).or(Weaving.testClassPath()));
      NestResult result = transformer.transform(compiled);
      assertThat(result.diagnostics()).isEmpty();
      assertThat(result.methods()).isPositive();
      woven.putAll(compiled);
      woven.putAll(result.classes());
      for (Map.Entry<String, byte[]> file : woven.entrySet()) {
        Path path = output.resolve(file.getKey() + ".class");
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
    }

    Object said =
        Weaving.loader(woven).loadClass("top.Drawer").getDeclaredMethod("run").invoke(null);

    assertThat(said)
        .isEqualTo(
            """
            woven over x plain over woven; woven over y shelf2
            woven over x! drawer plain over woven; woven over y! drawer shelf2""");
  }
}
