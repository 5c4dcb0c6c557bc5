package dev.weft.transformer.source;

import dev.weft.transformer.Diagnostic;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sources that classes were compiled from. Renders problems, and knows which warnings are
 * silenced. For one thread.
 */
public final class Sources {
  private final List<Path> roots;
  private final Charset charset;
  private final @Nullable Path base;

  /**
   * Problems come sorted by class, so the file asked for last is the one that is asked for next.
   */
  private @Nullable SourceText last;

  /**
   * Finds sources below some roots.
   *
   * @param base what the paths in messages are relative to; null for absolute paths
   */
  public Sources(List<Path> roots, Charset charset, @Nullable Path base) {
    this.roots = List.copyOf(roots);
    this.charset = charset;
    this.base = base;
  }

  /**
   * The whole message, in the form of the compiler's and with an excerpt:
   *
   * <pre>
   * shop/Cart.java:[31,35] await while holding a lock  [WEFT-105]
   *    30 |         synchronized (stock) {
   *    31 |             int left = stock.take(await(count(item)));
   *       |                                   ^^^^^^^^^^^^^^^^^^
   *    32 |         }
   *    The monitor entered at line 30 would stay locked ...
   * </pre>
   */
  public String render(Diagnostic problem) {
    SourceText source = find(problem);
    if (source == null) {
      return Message.withoutSource(problem);
    }
    return Message.withSource(problem, shown(source.path()), source, Locator.find(source, problem));
  }

  /**
   * Whether the author has silenced a warning with {@code @SuppressWarnings("weft")} or {@code
   * ("weft:203")} around it.
   */
  public boolean isSuppressed(Diagnostic problem) {
    SourceText source = problem.isError() ? null : find(problem);
    return source != null && Suppressions.silence(source, problem, Locator.find(source, problem));
  }

  /** Where in which source file a problem is; nowhere when there is no such file. */
  public Optional<Place> place(Diagnostic problem) {
    SourceText source = find(problem);
    if (source == null) {
      return Optional.empty();
    }
    String path = shown(source.path());
    return Optional.of(
        Locator.find(source, problem)
            .map(spot -> new Place(path, spot.line(), spot.column(), spot.end()))
            .orElse(new Place(path, 0, 0, 0)));
  }

  /** The source of a method, as far as there is one that fits to its class file. */
  public Optional<MethodText> text(MethodPlace place) {
    SourceText source = find(Diagnostic.sourcePath(place.className(), place.sourceFile()));
    return source == null
        ? Optional.empty()
        : MethodFinder.find(source, shown(source.path()), place);
  }

  private @Nullable SourceText find(Diagnostic problem) {
    return find(problem.sourcePath());
  }

  private @Nullable SourceText find(@Nullable String relative) {
    if (relative == null) {
      return null;
    }
    for (Path root : roots) {
      Optional<Path> file = resolve(root, relative);
      if (file.isPresent()) {
        if (last == null || !last.path().equals(file.get())) {
          last = SourceText.read(file.get(), charset);
        }
        return last;
      }
    }
    return null;
  }

  private static Optional<Path> resolve(Path root, String relative) {
    try {
      return Optional.of(root.resolve(relative)).filter(Files::isRegularFile);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private String shown(Path file) {
    return base != null && file.startsWith(base)
        ? base.relativize(file).toString()
        : file.toString();
  }
}
