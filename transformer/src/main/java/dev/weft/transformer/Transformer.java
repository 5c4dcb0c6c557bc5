package dev.weft.transformer;

import dev.weft.transformer.bytecode.Annotations;
import dev.weft.transformer.bytecode.Hierarchy;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.coverage.ProbedBodies;
import dev.weft.transformer.emit.Emitter;
import dev.weft.transformer.explain.Explainer;
import dev.weft.transformer.explain.NestExplanation;
import dev.weft.transformer.plan.BodyPlan;
import dev.weft.transformer.plan.BodyPlanner;
import dev.weft.transformer.plan.Callees;
import dev.weft.transformer.plan.Naming;
import dev.weft.transformer.plan.WovenMethod;
import dev.weft.transformer.rules.Rules;
import dev.weft.transformer.scan.AsyncMethod;
import dev.weft.transformer.scan.Nest;
import dev.weft.transformer.scan.Scan;
import dev.weft.transformer.scan.Scanner;
import dev.weft.transformer.verify.Verifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.tree.ClassNode;

/**
 * Weaves one nest of classes: scan, analyse and plan, emit, verify. Knows no files and no build
 * tool. Thread-safe.
 */
public final class Transformer {
  private final Options options;
  private final ClassFinder finder;
  private final Hierarchy hierarchy;
  private final Rules rules;

  /** Looks classes up in {@code classPath}, which has the classes to weave too. */
  public Transformer(Options options, ClassFinder classPath) {
    this.options = options;
    this.finder = classPath.or(ClassFinder.platform());
    this.hierarchy = new Hierarchy(finder);
    this.rules = new Rules(finder);
  }

  /**
   * Weaves a nest. Classes that are not async are left alone.
   *
   * @param classFiles of a nest's host and its members, by internal name, as the compiler wrote
   *     them
   */
  public NestResult transform(Map<String, byte[]> classFiles) {
    return weave(classFiles).result();
  }

  /**
   * Weaves a nest as {@link #transform} does, and says what becomes of each method. What probes
   * change is in the sizes only: that tails keep frames with them is not said.
   */
  public NestExplanation explain(Map<String, byte[]> classFiles) {
    Woven woven = weave(classFiles);
    NestResult result = woven.result();
    List<BodyPlan> plans =
        options.layout() == Layout.FAST ? woven.plans() : weave(classFiles, Layout.FAST).plans();
    return Explainer.explain(plans, result.diagnostics(), classFiles, result.classes(), finder);
  }

  private record Woven(NestResult result, List<BodyPlan> plans) {
    /** The same with a warning, if there are classes for it to be of. */
    Woven with(Diagnostic warning) {
      if (result.classes().isEmpty()) {
        return this;
      }
      List<Diagnostic> diagnostics = new ArrayList<>(result.diagnostics());
      diagnostics.add(warning);
      diagnostics.sort(Diagnostic.ORDER);
      return new Woven(
          new NestResult(
              result.classes(), diagnostics, result.methods(), result.hosts(), result.points()),
          plans);
    }
  }

  private Woven weave(Map<String, byte[]> classFiles) {
    try {
      return weave(classFiles, options.layout());
    } catch (MethodTooLargeException | ClassTooLargeException e) {
      Woven woven = weave(classFiles, Layout.FAST);
      return woven.with(TooLarge.withProbes(woven.plans(), e));
    }
  }

  /** Too large with probes is an exception, too large without them is a problem. */
  private Woven weave(Map<String, byte[]> classFiles, Layout layout) {
    List<Diagnostic> problems = new ArrayList<>();
    Nest nest = read(classFiles);
    Scan scan = Scanner.scan(nest, hierarchy);
    problems.addAll(scan.diagnostics());
    problems.addAll(rules.check(nest, scan.methods()));
    List<AsyncMethod> bodies =
        layout == Layout.COVERAGE
            ? ProbedBodies.of(scan.methods(), classFiles::get)
            : scan.methods();
    List<WovenMethod> methods = Naming.name(bodies, this::isUsers);
    List<BodyPlan> plans = plan(methods, problems);
    Map<String, byte[]> classes = Map.of();
    if (!plans.isEmpty() && problems.stream().noneMatch(Diagnostic::isError)) {
      classes = emitAndVerify(nest, plans, classFiles, layout, problems);
    }
    boolean failed = problems.stream().anyMatch(Diagnostic::isError);
    problems.sort(Diagnostic.ORDER);
    int points = plans.stream().mapToInt(plan -> plan.points().size()).sum();
    int hosts = (int) plans.stream().map(plan -> plan.woven().owner()).distinct().count();
    return new Woven(
        new NestResult(failed ? Map.of() : classes, problems, plans.size(), hosts, points), plans);
  }

  /**
   * Whether the user has a class of this name. What an earlier run generated may still lie there,
   * too.
   */
  private boolean isUsers(String name) {
    byte[] found = finder.find(name);
    if (found == null) {
      return false;
    }
    ClassNode node = new ClassNode(Names.ASM_API);
    new ClassReader(found).accept(node, ClassReader.SKIP_CODE);
    return !Annotations.has(node.invisibleAnnotations, Names.GENERATED_DESC);
  }

  private static Nest read(Map<String, byte[]> classFiles) {
    List<ClassNode> nodes = new ArrayList<>();
    ClassNode host = null;
    for (byte[] bytes : classFiles.values()) {
      ClassNode node = new ClassNode(Names.ASM_API);
      new ClassReader(bytes).accept(node, ClassReader.EXPAND_FRAMES);
      nodes.add(node);
      if (node.nestHostClass == null) {
        host = node;
      }
    }
    if (host == null) {
      throw new IllegalArgumentException("no nest host among " + classFiles.keySet());
    }
    return new Nest(host, nodes);
  }

  private List<BodyPlan> plan(List<WovenMethod> methods, List<Diagnostic> problems) {
    Callees callees = new Callees(methods, options.directCalls());
    List<BodyPlan> plans = new ArrayList<>();
    for (WovenMethod method : methods) {
      try {
        plans.add(BodyPlanner.plan(method, callees, hierarchy, options));
      } catch (TransformException e) {
        problems.add(e.diagnostic());
      }
    }
    return plans;
  }

  private Map<String, byte[]> emitAndVerify(
      Nest nest,
      List<BodyPlan> plans,
      Map<String, byte[]> classFiles,
      Layout layout,
      List<Diagnostic> problems) {
    try {
      Map<String, byte[]> classes = Emitter.emit(nest, plans, classFiles::get);
      Set<String> copies = new HashSet<>();
      for (BodyPlan plan : plans) {
        copies.add(plan.woven().startName() + plan.woven().startDesc());
        copies.add(plan.woven().resumeName() + plan.woven().resumeDesc());
        copies.add(plan.body().name + plan.body().desc);
      }
      for (Map.Entry<String, byte[]> emitted : classes.entrySet()) {
        boolean host = classFiles.containsKey(emitted.getKey());
        Verifier.verify(
            emitted.getValue(), (name, desc) -> !host || copies.contains(name + desc), hierarchy);
      }
      plans.stream()
          .filter(plan -> plan.woven().async().source() != null)
          .map(plan -> plan.woven().owner())
          .distinct()
          .forEach(
              owner -> ProbedBodies.requireRoom(owner, Objects.requireNonNull(classes.get(owner))));
      if (layout == Layout.FAST) {
        problems.addAll(NeverCompiled.find(plans, classes));
      }
      return classes;
    } catch (TransformException e) {
      problems.add(e.diagnostic());
    } catch (MethodTooLargeException | ClassTooLargeException e) {
      if (layout == Layout.COVERAGE) {
        throw e;
      }
      problems.add(TooLarge.describe(plans, e));
    }
    return Map.of();
  }
}
