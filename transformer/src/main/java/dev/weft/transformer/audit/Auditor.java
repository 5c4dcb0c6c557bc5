package dev.weft.transformer.audit;

import dev.weft.transformer.ClassFinder;
import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import dev.weft.transformer.TransformException;
import dev.weft.transformer.bytecode.Hierarchy;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.directory.ClassHeader;
import dev.weft.transformer.directory.ClassPath;
import dev.weft.transformer.directory.Damage;
import dev.weft.transformer.directory.Originals;
import dev.weft.transformer.directory.RuntimeCheck;
import dev.weft.transformer.jvm.JvmVerification;
import dev.weft.transformer.verify.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/**
 * Proves that what lies in a directory or jar is well formed, completely woven, and what weaving
 * gives. All findings are reported, not only the first; nothing is changed, and no code is run.
 */
public final class Auditor {
  private final AuditRequest request;
  private final Artifact artifact;
  private final ClassPath classPath;
  private final @Nullable Originals originals;
  private final Findings findings = new Findings();
  private final List<Diagnostic> warnings = new ArrayList<>();
  private int classes;
  private int woven;

  private Auditor(AuditRequest request, Artifact artifact, ClassPath classPath) {
    this.request = request;
    this.artifact = artifact;
    this.classPath = classPath;
    this.originals = request.originals() == null ? null : Originals.in(request.originals());
  }

  /**
   * Looks at everything.
   *
   * @throws IOException when there is nothing at that path, or it cannot be read; the message names
   *     it
   */
  public static Audit audit(AuditRequest request) throws IOException {
    try (Artifact artifact = Artifact.open(request.path());
        ClassPath classPath = ClassPath.of(request.classPath())) {
      return new Auditor(request, artifact, classPath).audit();
    }
  }

  private Audit audit() throws IOException {
    for (Path file : artifact.unreadable()) {
      reportDamage(file);
    }
    for (Artifact.Root root : artifact.roots()) {
      SortedMap<String, ClassHeader> headers = checkEachClass(root);
      Consistency.check(headers, findings);
      letTheJvmVerify(root);
      checkReproduction(root, headers);
      classes += root.classes().size();
    }
    checkRuntime();
    noteMissingOriginals();
    warnings.sort(Diagnostic.ORDER);
    return new Audit(request.path(), classes, woven, findings.sorted(), findings.notes(), warnings);
  }

  private void reportDamage(Path file) throws IOException {
    classes++;
    byte[] bytes = Files.readAllBytes(file);
    Throwable reason = Damage.of(bytes);
    String name = artifact.key(file).replaceFirst("\\.class$", "");
    if (reason != null) {
      findings.add(Check.WELL_FORMED, Damage.describe(name, file.toString(), bytes, reason));
    }
  }

  // ---- class by class

  private SortedMap<String, ClassHeader> checkEachClass(Artifact.Root root) throws IOException {
    Hierarchy hierarchy =
        new Hierarchy(artifact.finder(root).or(classPath).or(ClassFinder.platform()));
    SortedMap<String, ClassHeader> headers = new TreeMap<>();
    for (Map.Entry<String, Path> file : root.classes().entrySet()) {
      byte[] bytes = Files.readAllBytes(file.getValue());
      Throwable damage = Damage.of(bytes);
      if (damage != null) {
        findings.add(
            Check.WELL_FORMED,
            Damage.describe(file.getKey(), file.getValue().toString(), bytes, damage));
        continue;
      }
      ClassHeader header = ClassHeader.read(bytes);
      headers.put(file.getKey(), header);
      checkClass(header, bytes, hierarchy);
      if (originals != null && !header.generated()) {
        warnings.addAll(originals.warnings(artifact.key(file.getValue())));
      }
    }
    return headers;
  }

  private void checkClass(ClassHeader header, byte[] bytes, Hierarchy hierarchy) {
    ClassHeader.Mark mark = header.mark();
    if (mark != null) {
      woven++;
    }
    if (mark != null || header.generated()) {
      checkFlow(header, bytes, hierarchy);
    }
    if (!header.generated() && request.chosen().test(header.nestHost())) {
      ClassNode node = new ClassNode(Names.ASM_API);
      new ClassReader(bytes).accept(node, ClassReader.SKIP_FRAMES);
      WovenCode code = new WovenCode(node, mark == null ? List.of() : mark.frames());
      code.notWoven().forEach(problem -> findings.add(Check.WOVEN, problem));
      code.awaits().forEach(problem -> findings.add(Check.TRANSFORMED, problem));
    }
  }

  /** As the transformer did before it wrote them: the stack map frames and types of its methods. */
  private void checkFlow(ClassHeader header, byte[] bytes, Hierarchy hierarchy) {
    try {
      Verifier.verify(
          bytes,
          (name, desc) -> header.generated() || name.contains("$async") || name.contains("$resume"),
          hierarchy);
    } catch (TransformException e) {
      findings.add(Check.VERIFIED, e.diagnostic());
    } catch (RuntimeException e) {
      findings.add(
          Check.VERIFIED,
          DiagnosticCode.INTERNAL,
          header.name(),
          "Following its types fails with "
              + e
              + ": another tool has written what Weft never does.");
    }
  }

  // ---- all classes together

  private void letTheJvmVerify(Artifact.Root root) {
    if (root.release() > Runtime.version().feature()) {
      findings.note(
          Check.VERIFIED,
          Words.count(root.classes().size(), "class")
              + " for Java "
              + root.release()
              + " were not verified by the JVM, which is version "
              + Runtime.version().feature());
      return;
    }
    if (!JvmVerification.isTrustworthy()) {
      findings.add(
          Check.VERIFIED,
          DiagnosticCode.VERIFICATION,
          "",
          "This JVM accepts a class that is wrong, so it proves nothing: run it without -Xverify:none"
              + " and -noverify.");
      return;
    }
    JvmVerification verification =
        new JvmVerification(
            artifact.finder(root).or(classPath), name -> root.classes().containsKey(name));
    Map<String, List<String>> unknown = new LinkedHashMap<>();
    for (String name : root.classes().keySet()) {
      if (!name.endsWith("module-info")) {
        JvmVerification.Outcome outcome = verification.verify(name);
        if (outcome instanceof JvmVerification.Refused refused) {
          findings.add(Check.VERIFIED, DiagnosticCode.VERIFICATION, name, refusal(refused));
        } else if (outcome instanceof JvmVerification.Unknown why) {
          unknown.computeIfAbsent(why.reason(), reason -> new ArrayList<>()).add(name);
        }
      }
    }
    unknown.forEach(
        (reason, names) ->
            findings.note(
                Check.VERIFIED, "not verified by the JVM: " + Words.some(names) + ", " + reason));
  }

  private static String refusal(JvmVerification.Refused refused) {
    return "A JVM that loads it throws "
        + refused.reason()
        + "\nIf Weft has woven the class, please report it with the class file; otherwise another tool wrote it.";
  }

  private void checkReproduction(Artifact.Root root, SortedMap<String, ClassHeader> headers)
      throws IOException {
    if (originals != null && !originals.isEmpty()) {
      ClassFinder finder = artifact.finder(root).or(classPath);
      new Reproduction(artifact, root, headers, originals, finder, findings).check();
    }
  }

  private void noteMissingOriginals() {
    if (woven > 0 && (originals == null || originals.isEmpty())) {
      findings.note(
          Check.REPRODUCIBLE,
          originals == null
              ? "no originals were given: nothing was woven again"
              : "there are no originals in " + request.originals() + ": nothing was woven again");
    }
  }

  private void checkRuntime() {
    if (woven == 0) {
      return;
    }
    ClassFinder finder = classPath;
    for (Artifact.Root root : artifact.roots()) {
      finder = root.or(finder);
    }
    if (request.classPath().isEmpty() && finder.find(Names.ABI_CLASS) == null) {
      findings.note(
          Check.RUNTIME, "no class path was given: the runtime that they will meet is not known");
      return;
    }
    RuntimeCheck.check(finder, classPath)
        .ifPresent(problem -> findings.add(Check.RUNTIME, problem));
  }
}
