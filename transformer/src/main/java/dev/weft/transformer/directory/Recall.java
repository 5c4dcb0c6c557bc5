package dev.weft.transformer.directory;

import dev.weft.transformer.Diagnostic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is remembered of the woven classes of a directory, by their internal names. */
interface Recall {
  /** Remembers nothing. */
  Recall NOTHING =
      new Recall() {
        @Override
        public boolean isWovenAlike(Collection<String> names) {
          return true;
        }

        @Override
        public byte @Nullable [] find(String name, byte @Nullable [] woven) {
          return null;
        }

        @Override
        public boolean isKnownPlain(String name, byte @Nullable [] classFile) {
          return false;
        }

        @Override
        public List<Diagnostic> warnings(Collection<String> names) {
          return List.of();
        }
      };

  /** Whether classes were woven as this run weaves; true when it is not known. */
  boolean isWovenAlike(Collection<String> names);

  /** A woven class as the compiler wrote it; null when it is not known. */
  byte @Nullable [] find(String name, byte @Nullable [] woven) throws IOException;

  /** Whether an earlier run, which wove as this one does, found nothing async in a class. */
  boolean isKnownPlain(String name, byte @Nullable [] classFile) throws IOException;

  /** The warnings that there were when classes were woven. */
  List<Diagnostic> warnings(Collection<String> names);

  /** The originals of the classes in one root of a directory. */
  static Recall of(Originals originals, ClassRoot root, Path classes) {
    return new Recall() {
      @Override
      public boolean isWovenAlike(Collection<String> names) {
        return names.stream().allMatch(name -> originals.isWovenAlike(root.key(classes, name)));
      }

      @Override
      public byte @Nullable [] find(String name, byte @Nullable [] woven) throws IOException {
        return woven == null ? null : originals.find(root.key(classes, name), woven);
      }

      @Override
      public boolean isKnownPlain(String name, byte @Nullable [] classFile) {
        return classFile != null && originals.isKnownPlain(root.key(classes, name), classFile);
      }

      @Override
      public List<Diagnostic> warnings(Collection<String> names) {
        return names.stream()
            .flatMap(name -> originals.warnings(root.key(classes, name)).stream())
            .toList();
      }
    };
  }
}
