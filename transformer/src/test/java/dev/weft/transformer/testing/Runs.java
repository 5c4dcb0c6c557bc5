package dev.weft.transformer.testing;

import dev.weft.Coroutine;
import dev.weft.codegen.Execution;
import dev.weft.codegen.Frame;
import dev.weft.transformer.bytecode.Names;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;

/**
 * Runs fixture methods: woven, step by step without a loop; or as the compiler wrote them, with a
 * blocking await.
 */
public final class Runs {
  /** What a run led to: the trace, then the result or the exception. */
  public record Outcome(List<String> trace, String end) {}

  private Runs() {}

  /** The methods of a fixture to run: {@code Coroutine name(Probe)}. */
  public static List<String> cases(Class<?> fixture) {
    return Arrays.stream(fixture.getDeclaredMethods())
        .filter(m -> Coroutine.class.isAssignableFrom(m.getReturnType()))
        .filter(m -> m.getParameterCount() == 1 && m.getParameterTypes()[0] == Probe.class)
        .filter(m -> !m.isSynthetic() && !Modifier.isPrivate(m.getModifiers()))
        .map(Method::getName)
        .sorted()
        .toList();
  }

  /** Calls a method of a woven fixture and drives its coroutine to the end. */
  public static Outcome woven(Class<?> fixture, String name, Probe probe) {
    String end;
    try {
      Frame<?> coroutine = (Frame<?>) call(fixture, name, probe);
      Execution x = new Execution();
      Frame<?> leaf = x.start(coroutine);
      while (leaf != null) {
        if (x.suspended) {
          throw new AssertionError("suspended is set while nothing runs");
        }
        if (x.waits()) {
          throw new AssertionError("waits on something else");
        }
        leaf = x.resume(leaf, null, null);
      }
      Throwable error = x.error();
      end = error == null ? "result " + show(x.takeRef()) : show(error);
    } catch (Throwable e) {
      end = show(e);
    }
    return new Outcome(probe.trace(), end);
  }

  /** Calls a method of a fixture as it was compiled. */
  public static Outcome blocking(Class<?> fixture, String name, Probe probe) {
    String end;
    try {
      end = "result " + show(Blocking.await((Coroutine<?>) call(fixture, name, probe)));
    } catch (Throwable e) {
      end = show(e);
    }
    return new Outcome(probe.trace(), end);
  }

  private static Object call(Class<?> fixture, String name, Probe probe) throws Throwable {
    Method method = fixture.getDeclaredMethod(name, Probe.class);
    method.setAccessible(true);
    Object target = null;
    if (!Modifier.isStatic(method.getModifiers())) {
      var constructor = fixture.getDeclaredConstructor();
      constructor.setAccessible(true);
      target = constructor.newInstance();
    }
    try {
      return method.invoke(target, probe);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static String show(Object value) {
    if (value instanceof Throwable error) {
      String cause = error.getCause() == null ? "" : " <- " + show(error.getCause());
      String suppressed =
          error.getSuppressed().length == 0 ? "" : " + " + show(error.getSuppressed());
      return error.getClass().getName() + ": " + error.getMessage() + cause + suppressed;
    }
    if (value instanceof Object[] array) {
      return Arrays.stream(array).map(Runs::show).toList().toString();
    }
    if (value == null) {
      return "null";
    }
    return value.getClass().isArray()
        ? value.getClass().getSimpleName()
        : value.getClass().getSimpleName() + " " + value;
  }

  /** Redirects every await to {@link Blocking}: the reference that woven code is compared with. */
  public static ClassLoader reference(Map<String, byte[]> compiled) {
    return Weaving.loader(withBlockingAwaits(compiled));
  }

  /** The class files of {@link #reference}. */
  public static Map<String, byte[]> withBlockingAwaits(Map<String, byte[]> compiled) {
    Map<String, byte[]> classes = new HashMap<>();
    compiled.forEach(
        (name, bytes) -> {
          ClassReader reader = new ClassReader(bytes);
          ClassWriter writer = new ClassWriter(reader, 0);
          reader.accept(
              new ClassVisitor(Names.ASM_API, writer) {
                @Override
                public MethodVisitor visitMethod(
                    int access, String method, String desc, String signature, String[] exceptions) {
                  return new MethodVisitor(
                      Names.ASM_API,
                      super.visitMethod(access, method, desc, signature, exceptions)) {
                    @Override
                    public void visitMethodInsn(
                        int opcode, String owner, String callee, String d, boolean itf) {
                      boolean await = owner.equals("dev/weft/Weft") && callee.equals("await");
                      super.visitMethodInsn(
                          opcode,
                          await ? Blocking.class.getName().replace('.', '/') : owner,
                          callee,
                          d,
                          itf);
                    }
                  };
                }
              },
              0);
          classes.put(name, writer.toByteArray());
        });
    return classes;
  }
}
