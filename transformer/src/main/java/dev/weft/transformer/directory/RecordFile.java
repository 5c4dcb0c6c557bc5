package dev.weft.transformer.directory;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How classes were woven, in a small binary file. One that is missing, damaged or of another
 * version tells nothing: then the classes are as good as woven by somebody else.
 */
final class RecordFile {
  private static final int VERSION = 1;

  private RecordFile() {}

  /**
   * What is known of a class that the transformer has seen.
   *
   * @param woven whether it was changed; otherwise there is nothing async in it
   * @param hash of its class file, after that
   * @param manner how it was woven: the options and the version of the transformer
   * @param warnings about it, all of them
   */
  record Entry(boolean woven, String hash, String manner, List<Diagnostic> warnings) {}

  /** The entries by the path of the class file. */
  static SortedMap<String, Entry> read(Path file) {
    if (!Files.isRegularFile(file)) {
      return new TreeMap<>();
    }
    SortedMap<String, Entry> entries = new TreeMap<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readInt() != VERSION) {
        return new TreeMap<>();
      }
      for (int count = in.readInt(); count > 0; count--) {
        entries.put(text(in), new Entry(in.readBoolean(), text(in), text(in), warnings(in)));
      }
      return entries;
    } catch (IOException | IllegalArgumentException | NegativeArraySizeException e) {
      return new TreeMap<>();
    }
  }

  private static List<Diagnostic> warnings(DataInputStream in) throws IOException {
    List<Diagnostic> warnings = new ArrayList<>();
    for (int count = in.readInt(); count > 0; count--) {
      DiagnosticCode code = DiagnosticCode.valueOf(text(in));
      warnings.add(
          new Diagnostic(code, text(in), text(in), optional(in), in.readInt(), text(in))
              .withCalled(optional(in)));
    }
    return warnings;
  }

  private static @Nullable String optional(DataInputStream in) throws IOException {
    return in.readBoolean() ? text(in) : null;
  }

  /** Not with readUTF: an explanation may be longer than it takes. */
  private static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("truncated");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The content of a file with these entries. */
  static byte[] write(SortedMap<String, Entry> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(VERSION);
    out.writeInt(entries.size());
    for (Map.Entry<String, Entry> entry : entries.entrySet()) {
      write(out, entry.getKey());
      out.writeBoolean(entry.getValue().woven());
      write(out, entry.getValue().hash());
      write(out, entry.getValue().manner());
      out.writeInt(entry.getValue().warnings().size());
      for (Diagnostic warning : entry.getValue().warnings()) {
        write(out, warning);
      }
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Diagnostic warning) throws IOException {
    write(out, warning.code().name());
    write(out, warning.className());
    write(out, warning.method());
    writeOptional(out, warning.sourceFile());
    out.writeInt(warning.line());
    write(out, warning.explanation());
    writeOptional(out, warning.called());
  }

  private static void writeOptional(DataOutputStream out, @Nullable String text)
      throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      write(out, text);
    }
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
