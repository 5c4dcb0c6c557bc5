package dev.weft.transformer.agent;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Adds classes to a class loader that knows nothing of them. A frame class must have the loader and
 * the package of the class it belongs to, and must be there when that class first runs; while the
 * class itself is still being loaded, there is no Lookup in its package that could define it.
 */
final class ClassDefiner {
  private final Method defineClass;

  ClassDefiner() {
    try {
      defineClass =
          ClassLoader.class.getDeclaredMethod(
              "defineClass",
              String.class,
              byte[].class,
              int.class,
              int.class,
              ProtectionDomain.class);
      defineClass.setAccessible(true);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Defines a class. One that the loader has already, from another thread that loads the same
   * class, is the same class.
   *
   * @param name internal name
   * @throws LinkageError when the loader refuses it
   */
  void define(
      ClassLoader loader, String name, byte[] classFile, @Nullable ProtectionDomain domain) {
    try {
      defineClass.invoke(loader, name.replace('/', '.'), classFile, 0, classFile.length, domain);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof LinkageError error) {
        if (!isDuplicate(error)) {
          throw error;
        }
      } else {
        throw new LinkageError("cannot define " + name, e.getCause());
      }
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isDuplicate(LinkageError error) {
    return error.getClass() == LinkageError.class;
  }
}
