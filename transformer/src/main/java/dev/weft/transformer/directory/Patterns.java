package dev.weft.transformer.directory;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Chooses classes with the patterns that Ant and Maven use: {@code *} and {@code ?} stay within a
 * package, {@code **} goes across packages, {@code com/acme/} is all below it. A suffix {@code
 * .class} or {@code .java} may be written or not.
 */
public final class Patterns {
  private Patterns() {}

  /**
   * Internal names that some of {@code includes} fit, or any if there are none, and none of {@code
   * excludes}.
   */
  public static Predicate<String> choose(List<String> includes, List<String> excludes) {
    Predicate<String> included = includes.isEmpty() ? name -> true : any(includes);
    return included.and(any(excludes).negate());
  }

  private static Predicate<String> any(List<String> globs) {
    return globs.stream()
        .map(glob -> toRegex(glob).asMatchPredicate())
        .reduce(name -> false, Predicate::or);
  }

  private static Pattern toRegex(String glob) {
    String path = glob.strip().replace('\\', '/').replaceFirst("\\.(class|java)$", "");
    if (path.endsWith("/")) {
      path += "**";
    }
    StringBuilder regex = new StringBuilder();
    int i = 0;
    while (i < path.length()) {
      if (path.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 3;
      } else if (path.startsWith("**", i)) {
        regex.append(".*");
        i += 2;
      } else {
        char c = path.charAt(i++);
        switch (c) {
          case '*' -> regex.append("[^/]*");
          case '?' -> regex.append("[^/]");
          default -> regex.append(Pattern.quote(String.valueOf(c)));
        }
      }
    }
    return Pattern.compile(regex.toString());
  }
}
