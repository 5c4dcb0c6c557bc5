package dev.weft.transformer.directory;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where the class files of nests are. Classes go by their internal names. */
interface NestFiles {
  /** A class file; null when there is none. */
  byte @Nullable [] read(String name) throws IOException;

  /** What a candidate says of itself; null for any other class. */
  @Nullable ClassHeader header(String name);

  /**
   * Whether there can be a class file of this name. In the C locale for instance, some letters
   * cannot be written.
   */
  boolean canHold(String name);

  /** Where a class file is, for a reader. */
  String where(String name);

  /** Whether an earlier run made the class of this name. */
  default boolean isGenerated(String name) {
    ClassHeader header = header(name);
    return header != null && header.generated();
  }
}
