package dev.weft.transformer.testing;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles Java sources in memory with a real compiler. */
public final class Compilation {
  private Compilation() {}

  /** Compiles with the javac of the running JDK; returns class files by internal name. */
  public static Map<String, byte[]> javac(Map<String, String> sources, String... options) {
    return compile(ToolProvider.getSystemJavaCompiler(), sources, options);
  }

  /** Compiles with any compiler; {@code sources} are by internal name of their top-level class. */
  public static Map<String, byte[]> compile(
      JavaCompiler compiler, Map<String, String> sources, String... options) {
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((name, text) -> units.add(new Source(name, text)));
    StringWriter messages = new StringWriter();
    Map<String, byte[]> classes = new TreeMap<>();
    JavaFileManager files = new Output(compiler.getStandardFileManager(null, null, null), classes);
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add("-nowarn");
    if (!compiler.getTask(messages, files, null, arguments, null, units).call()) {
      throw new AssertionError("does not compile:\n" + messages);
    }
    return classes;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, byte[]> classes;

    Output(JavaFileManager files, Map<String, byte[]> classes) {
      super(files);
      this.classes = classes;
    }

    /**
     * The sources given are all there are: javac looks for no others beside the classes, ecj for no
     * files.
     */
    @Override
    public boolean hasLocation(Location location) {
      return location == StandardLocation.SOURCE_PATH || super.hasLocation(location);
    }

    @Override
    public Iterable<JavaFileObject> list(
        Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
        throws java.io.IOException {
      return location == StandardLocation.SOURCE_PATH
          ? List.of()
          : super.list(location, packageName, kinds, recurse);
    }

    @Override
    public JavaFileObject getJavaFileForInput(
        Location location, String className, JavaFileObject.Kind kind) throws java.io.IOException {
      return location == StandardLocation.SOURCE_PATH
          ? null
          : super.getJavaFileForInput(location, className, kind);
    }

    @Override
    public boolean contains(Location location, FileObject file) throws java.io.IOException {
      return file instanceof Source || super.contains(location, file);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      String name = className.replace('.', '/');
      return new SimpleJavaFileObject(
          URI.create("mem:///" + name + ".class"), JavaFileObject.Kind.CLASS) {
        @Override
        public OutputStream openOutputStream() {
          return new ByteArrayOutputStream() {
            @Override
            public void close() {
              classes.put(name, toByteArray());
            }
          };
        }
      };
    }

    @Override
    public void close() {
      try {
        super.close();
      } catch (java.io.IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
