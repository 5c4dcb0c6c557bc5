package dev.weft.transformer.jvm;

import dev.weft.transformer.ClassFinder;

/**
 * Defines classes to let the JVM verify them, beside everything that runs here: it shares nothing
 * with the build but the JDK. Nothing is initialised, so no code of the user runs.
 */
final class IsolatedLoader extends ClassLoader {
  private final ClassFinder finder;

  IsolatedLoader(ClassFinder finder) {
    super(ClassLoader.getPlatformClassLoader());
    this.finder = finder;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] classFile = finder.find(name.replace('.', '/'));
    return classFile == null ? ofTheJdk(name) : defineClass(name, classFile, 0, classFile.length);
  }

  /** Some of the JDK's own modules, the compiler for one, are beyond the platform's loader. */
  private static Class<?> ofTheJdk(String name) throws ClassNotFoundException {
    Class<?> found = Class.forName(name, false, ClassLoader.getSystemClassLoader());
    if (!found.getModule().isNamed()) {
      throw new ClassNotFoundException(name);
    }
    return found;
  }
}
