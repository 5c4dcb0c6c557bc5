package dev.weft.transformer.directory;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DirectCalls;
import dev.weft.transformer.Layout;
import dev.weft.transformer.Options;
import dev.weft.transformer.Version;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.directory.RecordFile.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The class files of woven classes as the compiler wrote them, and what was said of them then:
 *
 * <pre>
 *   target/classes/shop/Cart.class         woven
 *   target/weft/classes/shop/Cart.class    as the compiler wrote it
 *   target/weft/classes/.weft-record       how it was woven: hash, options, warnings
 * </pre>
 *
 * <p>With these, a later run repeats the warnings of classes that it does not touch, weaves a class
 * again when the options are others, and repairs a nest of which some classes are woven and others
 * are not. An original counts only while the woven class file is the one that was made from it. For
 * one thread.
 */
public final class Originals {
  private static final String RECORD = ".weft-record";

  private final @Nullable Path directory;
  private final String manner;
  private final SortedMap<String, Entry> entries;

  /** Paths whose entries were taken out. */
  private final Set<String> gone = new TreeSet<>();

  private boolean changed;

  private Originals(@Nullable Path directory, String manner, SortedMap<String, Entry> entries) {
    this.directory = directory;
    this.manner = manner;
    this.entries = entries;
  }

  /**
   * Those kept in a directory, which need not exist; without one, none are kept.
   *
   * @param options how this run weaves
   */
  static Originals in(@Nullable Path directory, Options options) {
    return new Originals(
        directory,
        manner(options),
        directory == null ? new TreeMap<>() : RecordFile.read(directory.resolve(RECORD)));
  }

  /** Those kept in a directory, to be looked at. */
  public static Originals in(Path directory) {
    return in(directory, Options.DEFAULT);
  }

  private static String manner(Options options) {
    return options + " ABI " + Names.ABI + " Weft " + Version.CURRENT;
  }

  // ---- what earlier runs have left

  /** Whether there is any. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /**
   * The class file that the compiler wrote.
   *
   * @param path of the class file below the directory of classes, with slashes
   * @param woven its content now
   * @return null when it was not kept, or when {@code woven} is not what was made from it
   */
  public byte @Nullable [] find(String path, byte[] woven) throws IOException {
    Entry entry = entries.get(path);
    if (directory == null || entry == null || !entry.woven() || !entry.hash().equals(hash(woven))) {
      return null;
    }
    Path file = directory.resolve(path);
    return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
  }

  /** Whether there is an original of this path, be it of this woven class or an older one. */
  public boolean has(String path) {
    Entry entry = entries.get(path);
    return entry != null && entry.woven();
  }

  /**
   * The options that classes were woven with; nothing when that is not known of all of them, when
   * they differ, and when another version of Weft wove them.
   */
  public Optional<Options> wovenWith(Collection<String> paths) {
    Set<String> manners = new TreeSet<>();
    for (String path : paths) {
      Entry entry = entries.get(path);
      manners.add(entry == null || !entry.woven() ? "" : entry.manner());
    }
    return allOptions().filter(options -> manners.equals(Set.of(manner(options)))).findFirst();
  }

  private static Stream<Options> allOptions() {
    return Stream.of(DirectCalls.values())
        .flatMap(
            calls ->
                Stream.of(Layout.values())
                    .flatMap(
                        layout ->
                            Stream.of(false, true)
                                .map(keepLocals -> new Options(calls, keepLocals, layout))));
  }

  /** Whether a class was woven as this run weaves; true when it is not known. */
  boolean isWovenAlike(String path) {
    Entry entry = entries.get(path);
    return entry == null || entry.manner().equals(manner);
  }

  /** Whether an earlier run, which wove as this one does, found nothing async in a class. */
  boolean isKnownPlain(String path, byte[] classFile) {
    Entry entry = entries.get(path);
    return entry != null
        && !entry.woven()
        && entry.manner().equals(manner)
        && entry.hash().equals(hash(classFile));
  }

  /** The warnings that there were when a class was woven, or found to have nothing async. */
  public List<Diagnostic> warnings(String path) {
    Entry entry = entries.get(path);
    return entry == null ? List.of() : entry.warnings();
  }

  // ---- what this run leaves

  /** Whether this run keeps originals. */
  boolean areKept() {
    return directory != null;
  }

  /** Notes that a class is about to be woven. */
  void noteWoven(String path, byte[] woven, List<Diagnostic> warnings) {
    entries.put(path, new Entry(true, hash(woven), manner, List.copyOf(warnings)));
    gone.remove(path);
    changed = true;
  }

  /** Notes that there is nothing async in a class. */
  void notePlain(String path, byte[] classFile, List<Diagnostic> warnings) {
    Entry previous =
        entries.put(path, new Entry(false, hash(classFile), manner, List.copyOf(warnings)));
    if (previous != null && previous.woven()) {
      gone.add(path);
    }
    changed = true;
  }

  /** Notes that the original of a class is not known. */
  void forget(String path) {
    if (entries.remove(path) != null) {
      gone.add(path);
      changed = true;
    }
  }

  /** Forgets the classes that are no longer there, or no longer what they were. */
  void keepOnly(Set<String> woven, Set<String> plain) {
    for (Map.Entry<String, Entry> entry : List.copyOf(entries.entrySet())) {
      if (!(entry.getValue().woven() ? woven : plain).contains(entry.getKey())) {
        forget(entry.getKey());
      }
    }
  }

  /**
   * Writes what was noted. To be called before a class file is touched: then a class file that has
   * the noted hash has its original, wherever the run is killed.
   */
  void save() throws IOException {
    if (directory != null && changed) {
      Path record = directory.resolve(RECORD);
      if (entries.isEmpty()) {
        AtomicFiles.delete(record);
      } else {
        AtomicFiles.createParent(record);
        AtomicFiles.write(record, RecordFile.write(entries));
      }
      changed = false;
    }
  }

  /** Keeps an original, if originals are kept. */
  void write(String path, byte[] original) throws IOException {
    if (directory != null) {
      Path file = directory.resolve(path);
      AtomicFiles.createParent(file);
      AtomicFiles.write(file, original);
    }
  }

  /** Deletes the originals of classes that were forgotten. */
  void deleteStale() throws IOException {
    if (directory != null) {
      for (String path : gone) {
        AtomicFiles.delete(directory.resolve(path));
      }
    }
  }

  /** Tells class files apart. */
  static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      // Every Java platform must have it.
      throw new AssertionError(e);
    }
  }
}
