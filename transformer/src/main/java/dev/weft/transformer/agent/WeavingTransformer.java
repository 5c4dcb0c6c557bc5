package dev.weft.transformer.agent;

import dev.weft.transformer.ClassFinder;
import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.directory.ClassPath;
import dev.weft.transformer.directory.OnDemandWeaver;
import dev.weft.transformer.directory.RuntimeCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.ref.WeakReference;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Weaves a class while it is being loaded, and defines the frame classes of its methods right
 * before. What is woven already is left alone, as is everything of the JDK. Thread-safe; holds no
 * lock while it looks classes up or defines them.
 */
final class WeavingTransformer implements ClassFileTransformer {
  /** The runtime and the transformer themselves. */
  private static final Pattern OURS =
      Pattern.compile("dev/weft/(?:[A-Z]|(?:codegen|internal|sync|testing|transformer)/).*");

  private final AgentOptions options;
  private final ClassDefiner definer;
  private final PrintStream messages;
  private final Map<ClassLoader, Optional<OnDemandWeaver>> weavers = new WeakHashMap<>();

  WeavingTransformer(AgentOptions options, ClassDefiner definer, PrintStream messages) {
    this.options = options;
    this.definer = definer;
    this.messages = messages;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (loader == null
        || name == null
        || redefined != null
        || loader == ClassLoader.getPlatformClassLoader()
        || OURS.matcher(name).matches()) {
      return null;
    }
    try {
      Optional<OnDemandWeaver> weaver = weaver(loader);
      Map<String, byte[]> woven = weaver.isEmpty() ? Map.of() : weaver.get().weave(name, classFile);
      woven.forEach(
          (frame, bytes) -> {
            if (!frame.equals(name)) {
              definer.define(loader, frame, bytes, domain);
            }
          });
      return woven.get(name);
    } catch (Throwable e) {
      // The JVM would drop it without a word, and load the class as it was.
      messages.println("[ERROR] Weft agent: cannot weave " + name.replace('/', '.') + ": " + e);
      return null;
    }
  }

  private Optional<OnDemandWeaver> weaver(ClassLoader loader) {
    synchronized (weavers) {
      Optional<OnDemandWeaver> known = weavers.get(loader);
      if (known != null) {
        return known;
      }
    }
    ClassFinder finder = finder(loader);
    // A loader that has no runtime loads nothing that uses it.
    Optional<OnDemandWeaver> made =
        finder.find(Names.ABI_CLASS) == null || !fits(finder)
            ? Optional.empty()
            : Optional.of(
                new OnDemandWeaver(finder, options.options(), options.chosen(), this::report));
    synchronized (weavers) {
      weavers.putIfAbsent(loader, made);
      return weavers.get(loader);
    }
  }

  private boolean fits(ClassFinder finder) {
    Optional<Diagnostic> misfit = RuntimeCheck.check(finder, ClassPath.of(List.of()));
    misfit.ifPresent(this::report);
    return misfit.isEmpty();
  }

  /** Keeps no loader alive. */
  private static ClassFinder finder(ClassLoader loader) {
    WeakReference<ClassLoader> reference = new WeakReference<>(loader);
    return name -> {
      ClassLoader alive = reference.get();
      if (alive == null || name.startsWith("java/")) {
        return null;
      }
      try (InputStream in = alive.getResourceAsStream(name + ".class")) {
        return in == null ? null : in.readAllBytes();
      } catch (IOException e) {
        return null;
      }
    };
  }

  private void report(Diagnostic problem) {
    synchronized (messages) {
      if (!options.sources().isSuppressed(problem)) {
        messages.println(
            (problem.isError() ? "[ERROR] " : "[WARNING] ") + options.sources().render(problem));
      }
    }
  }
}
