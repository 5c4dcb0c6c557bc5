package dev.weft.transformer;

import dev.weft.transformer.bytecode.CodeSizes;
import dev.weft.transformer.plan.BodyPlan;
import dev.weft.transformer.plan.WovenMethod;
import dev.weft.transformer.scan.Describe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Words WEFT-205: a copy that HotSpot leaves to its interpreter for ever, and its size. */
final class NeverCompiled {
  /** HotSpot's HugeMethodLimit: with its default options it compiles no method that is larger. */
  private static final int LIMIT = 8_000;

  private NeverCompiled() {}

  /** Looks at the copies of all bodies; {@code classes} are the class files that have them. */
  static List<Diagnostic> find(List<BodyPlan> plans, Map<String, byte[]> classes) {
    List<Diagnostic> found = new ArrayList<>();
    Map<String, Map<String, Integer>> sizes = new HashMap<>();
    for (BodyPlan plan : plans) {
      WovenMethod woven = plan.woven();
      byte[] classFile = classes.get(woven.owner());
      if (classFile != null) {
        Map<String, Integer> owner =
            sizes.computeIfAbsent(woven.owner(), unused -> CodeSizes.of(classFile));
        int start = owner.getOrDefault(woven.startName() + woven.startDesc(), 0);
        int resume = owner.getOrDefault(woven.resumeName() + woven.resumeDesc(), 0);
        if (Math.max(start, resume) > LIMIT) {
          found.add(
              Describe.method(
                  DiagnosticCode.NEVER_COMPILED,
                  woven.async().owner(),
                  plan.body(),
                  text(plan, start, resume)));
        }
      }
    }
    return found;
  }

  private static String text(BodyPlan plan, int start, int resume) {
    List<String> large = new ArrayList<>();
    if (start > LIMIT) {
      large.add("the copy of its body that runs from the start has " + start + " bytes");
    }
    if (resume > LIMIT) {
      large.add("the copy that is entered after a suspension has " + resume + " bytes");
    }
    return "With its "
        + plan.points().size()
        + " suspension points, "
        + String.join(", and ", large)
        + ". The JVM interprets a method of more than "
        + LIMIT
        + " bytes for ever. Move some of its statements, its loops above all, to another method.";
  }
}
