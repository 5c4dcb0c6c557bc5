package dev.weft.transformer.directory;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/**
 * Replaces files at one stroke: whoever looks, or kills the build, finds the old content or the new
 * one. The new content is written beside the file first, so that the last step is a rename within
 * one directory.
 */
public final class AtomicFiles {
  private static final String TEMPORARY = ".weft-writing.tmp";

  private AtomicFiles() {}

  /** Whether a file of this name is what a killed run has left. */
  static boolean isLeftover(String fileName) {
    return fileName.equals(TEMPORARY);
  }

  /** Writes a file; returns false, and touches nothing, when it has this content already. */
  public static boolean write(Path file, byte[] content) throws IOException {
    try {
      if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), content)) {
        return false;
      }
      // The rename would replace a link, not what it links to.
      Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file;
      replace(target, content);
      return true;
    } catch (IOException e) {
      throw new IOException(
          "cannot write "
              + file
              + ": "
              + reason(e)
              + ". No class file is half written; once that is mended, run the build again and it goes on from here",
          e);
    }
  }

  private static void replace(Path file, byte[] content) throws IOException {
    // Not with createTempFile: it lets nobody but the owner read the file, and the rename would
    // keep that.
    Path temporary = file.resolveSibling(TEMPORARY);
    try {
      Files.write(temporary, content);
      try {
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Makes the directory that a file will be in. */
  public static void createParent(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    try {
      if (parent != null) {
        Files.createDirectories(parent);
      }
    } catch (IOException e) {
      throw new IOException("cannot make the directory " + parent + ": " + reason(e), e);
    }
  }

  /** Deletes a file. */
  static void delete(Path file) throws IOException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new IOException("cannot delete " + file + ": " + reason(e), e);
    }
  }

  /** What went wrong, in words: many of Java's exceptions only name the file. */
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    String reason = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }
}
