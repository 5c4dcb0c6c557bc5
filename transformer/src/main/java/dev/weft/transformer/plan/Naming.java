package dev.weft.transformer.plan;

import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.scan.AsyncMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.objectweb.asm.tree.MethodNode;

/**
 * Gives the copies and frame classes names that collide with nothing: not with members and classes
 * that the user has, not among overloads, not on a file system that folds case. The same input
 * always gets the same names.
 */
public final class Naming {
  /**
   * File names end at 255 bytes on most file systems; a name is at most three bytes a character in
   * a class file.
   */
  private static final int LONGEST_METHOD_NAME = 60;

  private Naming() {}

  /**
   * Names all async methods of a nest. {@code classExists} knows the user's classes, by internal
   * name.
   */
  public static List<WovenMethod> name(List<AsyncMethod> methods, Predicate<String> classExists) {
    Map<String, Integer> sameFile = new HashMap<>();
    for (AsyncMethod method : methods) {
      sameFile.merge(fold(plainFrame(method)), 1, Integer::sum);
    }
    List<WovenMethod> named = new ArrayList<>();
    Set<String> frames = new HashSet<>();
    for (AsyncMethod method : methods) {
      String plain = plainFrame(method);
      boolean plainFits =
          sameFile.getOrDefault(fold(plain), 0) == 1
              && !classExists.test(plain)
              && method.method().name.length() <= LONGEST_METHOD_NAME;
      String frame = plain;
      for (int attempt = 0;
          !(plainFits && attempt == 0)
              && (attempt == 0 || classExists.test(frame) || frames.contains(fold(frame)));
          attempt++) {
        frame =
            method.owner().name
                + Names.FRAME_INFIX
                + shortened(method)
                + "$"
                + hash(method, attempt);
      }
      frames.add(fold(frame));
      named.add(
          new WovenMethod(
              method,
              frame,
              copyName(method, "$async"),
              copyName(method, "$resume"),
              copyName(method, "$source"),
              ResultType.of(method)));
    }
    return named;
  }

  private static String plainFrame(AsyncMethod method) {
    return method.owner().name + Names.FRAME_INFIX + shortened(method);
  }

  private static String shortened(AsyncMethod method) {
    String name = method.method().name;
    return name.length() <= LONGEST_METHOD_NAME ? name : name.substring(0, LONGEST_METHOD_NAME);
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String hash(AsyncMethod method, int attempt) {
    int hash =
        (method.method().name + method.method().desc + (attempt == 0 ? "" : attempt)).hashCode();
    return Integer.toHexString(hash);
  }

  /**
   * Overloads differ by their descriptors, which name the frame class; only a user's own member can
   * be in the way.
   */
  private static String copyName(AsyncMethod method, String suffix) {
    String name = method.method().name + suffix;
    for (MethodNode other : method.owner().methods) {
      if (other.name.equals(name)) {
        return name + "$" + hash(method, 0);
      }
    }
    return name;
  }
}
