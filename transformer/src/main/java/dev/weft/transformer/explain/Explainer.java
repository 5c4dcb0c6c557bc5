package dev.weft.transformer.explain;

import dev.weft.transformer.ClassFinder;
import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.bytecode.CodeSizes;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.plan.BodyPlan;
import dev.weft.transformer.plan.FrameField;
import dev.weft.transformer.plan.WovenMethod;
import dev.weft.transformer.scan.Describe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/** Puts the plans of a nest, and what was emitted from them, into a reader's terms. */
public final class Explainer {
  private final Map<String, byte[]> originals;
  private final Map<String, byte[]> emitted;
  private final ObjectSize objects;
  private final Map<String, Map<String, Integer>> sizesBefore = new HashMap<>();
  private final Map<String, Map<String, Integer>> sizesAfter = new HashMap<>();

  private Explainer(
      Map<String, byte[]> originals, Map<String, byte[]> emitted, ClassFinder finder) {
    this.originals = originals;
    this.emitted = emitted;
    this.objects = new ObjectSize(finder);
  }

  /**
   * Explains all methods of a nest; for the transformer alone, which has the plans.
   *
   * @param originals the class files as the compiler wrote them
   * @param emitted the class files that were emitted; empty where that failed
   */
  @SuppressWarnings("exports")
  public static NestExplanation explain(
      List<BodyPlan> plans,
      List<Diagnostic> problems,
      Map<String, byte[]> originals,
      Map<String, byte[]> emitted,
      ClassFinder finder) {
    Explainer explainer = new Explainer(originals, emitted, finder);
    return new NestExplanation(
        plans.stream().map(explainer::explain).toList(), List.copyOf(problems));
  }

  private MethodExplanation explain(BodyPlan plan) {
    WovenMethod woven = plan.woven();
    Points points = Points.of(plan);
    return new MethodExplanation(
        woven.owner(),
        plan.body().name,
        Describe.name(plan.body()),
        woven.async().owner().sourceFile,
        Describe.firstLine(plan.body()),
        lastLine(plan.body()),
        start(woven),
        woven.async().lambda(),
        Describe.simple(woven.result()),
        sizes(plan),
        frame(plan),
        points.points(),
        points.tails(),
        points.transitions(plan));
  }

  private static MethodExplanation.Start start(WovenMethod woven) {
    return switch (woven.async().kind()) {
      case COROUTINE -> MethodExplanation.Start.LAZY;
      case TASK -> MethodExplanation.Start.SCHEDULED;
      case FUTURE -> MethodExplanation.Start.AT_ONCE;
    };
  }

  private static int lastLine(MethodNode body) {
    int last = 0;
    for (AbstractInsnNode insn : body.instructions) {
      if (insn instanceof LineNumberNode line) {
        last = Math.max(last, line.line);
      }
    }
    return last;
  }

  private Sizes sizes(BodyPlan plan) {
    WovenMethod woven = plan.woven();
    String method = plan.body().name + plan.body().desc;
    Map<String, Integer> before = sizes(sizesBefore, originals, woven.owner());
    Map<String, Integer> after = sizes(sizesAfter, emitted, woven.owner());
    Optional<Sizes.Woven> sizes =
        after.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Sizes.Woven(
                    after.containsKey(woven.sourceName() + plan.body().desc),
                    after.getOrDefault(method, 0),
                    after.getOrDefault(woven.startName() + woven.startDesc(), 0),
                    after.getOrDefault(woven.resumeName() + woven.resumeDesc(), 0)));
    return new Sizes(before.getOrDefault(method, 0), sizes);
  }

  private static Map<String, Integer> sizes(
      Map<String, Map<String, Integer>> known, Map<String, byte[]> classFiles, String owner) {
    return known.computeIfAbsent(
        owner,
        name -> {
          byte[] classFile = classFiles.get(name);
          return classFile == null ? Map.of() : CodeSizes.of(classFile);
        });
  }

  private FrameExplanation frame(BodyPlan plan) {
    List<Type> types = new ArrayList<>();
    if (!plan.woven().async().isStatic()) {
      types.add(Type.getObjectType(plan.woven().owner()));
    }
    for (FrameField field : plan.fields().all()) {
      types.add(Type.getType(field.desc()));
    }
    int bytes = types.stream().mapToInt(ObjectSize::ofField).sum();
    return new FrameExplanation(
        plan.woven().frameClass(), types.size(), bytes, objects.ofObject(Names.FRAME, bytes));
  }
}
