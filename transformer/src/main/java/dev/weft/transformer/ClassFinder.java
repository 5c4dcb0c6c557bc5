package dev.weft.transformer;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Finds class files on the user's class path. Nothing of them is ever loaded. */
@FunctionalInterface
public interface ClassFinder {
  /** The class file of an internal name; null where there is none. */
  byte @Nullable [] find(String internalName);

  /** This one, then {@code other}. */
  default ClassFinder or(ClassFinder other) {
    return name -> {
      byte[] found = find(name);
      return found != null ? found : other.find(name);
    };
  }

  /** The classes of the JDK that runs the transformer. */
  static ClassFinder platform() {
    return name -> {
      try (InputStream in =
          ClassLoader.getPlatformClassLoader().getResourceAsStream(name + ".class")) {
        return in == null ? null : in.readAllBytes();
      } catch (IOException e) {
        return null;
      }
    };
  }
}
