package dev.weft.transformer.generator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes a failing program as small as it gets, and saves it. */
final class Finding {
  private Finding() {}

  /**
   * Shrinks for {@code seconds} at most.
   *
   * @return what to tell the reader: the seed, the failure, and where the source is
   */
  static String save(Trial.Failure failure, Path folder, long seconds) {
    Program original = failure.compiled().program();
    Settings settings = failure.compiled().settings();
    Program small =
        Shrinker.shrink(
            original, program -> failsAlike(program, settings, failure.kind()), seconds);
    Trial.Failure last = Trial.of(Compiled.of(small, settings), true).failure().orElse(failure);
    String text =
        "seed "
            + original.seed()
            + ", "
            + settings
            + "\n"
            + last.kind()
            + ": "
            + last.description();
    Path file = folder.resolve("P" + Long.toUnsignedString(original.seed()) + ".java");
    try {
      Files.createDirectories(folder);
      Files.writeString(
          file,
          "/*\n"
              + text.replace("*/", "* /")
              + "\n*/\n"
              + small.source()
              + "\n/*\nbefore:\n"
              + original.source().replace("*/", "* /")
              + "\n*/\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text + "\nshrunk: " + file.toAbsolutePath();
  }

  private static boolean failsAlike(Program program, Settings settings, Trial.Kind kind) {
    Compiled compiled = Compiled.of(program, settings);
    return compiled.compiles()
        && Trial.of(compiled, true).failure().filter(f -> f.kind() == kind).isPresent();
  }
}
