package dev.weft.transformer.testing;

import dev.weft.transformer.ClassFinder;
import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.NestResult;
import dev.weft.transformer.Options;
import dev.weft.transformer.Transformer;
import dev.weft.transformer.bytecode.Names;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;

/** Weaves compiled classes in memory, and loads them. */
public final class Weaving {
  /** What weaving a set of classes led to: all classes, woven or not, and the problems. */
  public record Result(Map<String, byte[]> classes, List<Diagnostic> diagnostics, int points) {
    public ClassLoader load() {
      for (Diagnostic diagnostic : diagnostics) {
        if (diagnostic.isError()) {
          throw new AssertionError(
              diagnostic.code().id() + " " + diagnostic.place() + ": " + diagnostic.explanation());
        }
      }
      return loader(classes);
    }
  }

  private Weaving() {}

  public static Result weave(Map<String, byte[]> classes) {
    return weave(classes, Options.DEFAULT);
  }

  public static Result weave(Map<String, byte[]> classes, Options options) {
    Transformer transformer =
        new Transformer(options, ((ClassFinder) classes::get).or(testClassPath()));
    Map<String, Map<String, byte[]>> nests = new TreeMap<>();
    classes.forEach(
        (name, bytes) ->
            nests.computeIfAbsent(nestHost(bytes), h -> new TreeMap<>()).put(name, bytes));
    Map<String, byte[]> all = new HashMap<>(classes);
    List<Diagnostic> diagnostics = new ArrayList<>();
    int points = 0;
    for (Map<String, byte[]> nest : nests.values()) {
      NestResult result = transformer.transform(nest);
      all.putAll(result.classes());
      diagnostics.addAll(result.diagnostics());
      points += result.points();
    }
    return new Result(all, diagnostics, points);
  }

  /** The classes that the tests run with. */
  public static ClassFinder testClassPath() {
    return name -> {
      try (InputStream in = Weaving.class.getClassLoader().getResourceAsStream(name + ".class")) {
        return in == null ? null : in.readAllBytes();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    };
  }

  public static String nestHost(byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    String[] host = {reader.getClassName()};
    reader.accept(
        new ClassVisitor(Names.ASM_API) {
          @Override
          public void visitNestHost(String name) {
            host[0] = name;
          }
        },
        ClassReader.SKIP_CODE);
    return host[0];
  }

  /** Defines these classes itself, everything else comes from the class path of the tests. */
  public static ClassLoader loader(Map<String, byte[]> classes) {
    return new ClassLoader(Weaving.class.getClassLoader()) {
      @Override
      protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
          byte[] bytes = classes.get(name.replace('.', '/'));
          if (bytes == null) {
            return super.loadClass(name, resolve);
          }
          Class<?> loaded = findLoadedClass(name);
          return loaded != null ? loaded : defineClass(name, bytes, 0, bytes.length);
        }
      }

      @Override
      public InputStream getResourceAsStream(String name) {
        byte[] bytes =
            name.endsWith(".class") ? classes.get(name.substring(0, name.length() - 6)) : null;
        return bytes == null
            ? super.getResourceAsStream(name)
            : new java.io.ByteArrayInputStream(bytes);
      }
    };
  }
}
