package dev.weft.transformer;

import dev.weft.transformer.plan.BodyPlan;
import dev.weft.transformer.plan.WovenMethod;
import dev.weft.transformer.scan.Describe;
import java.util.List;
import org.objectweb.asm.MethodTooLargeException;

/** Words WEFT-109: which method, which of its parts, and by how much. */
final class TooLarge {
  private static final int LIMIT = 65_535;

  private TooLarge() {}

  static Diagnostic describe(List<BodyPlan> plans, Layout layout, MethodTooLargeException e) {
    String size =
        e.getCodeSize() + " bytes, " + (e.getCodeSize() - LIMIT) + " more than the JVM takes";
    for (BodyPlan plan : plans) {
      WovenMethod woven = plan.woven();
      boolean start = isCopy(woven, woven.startName(), woven.startDesc(), e);
      if (start || isCopy(woven, woven.resumeName(), woven.resumeDesc(), e)) {
        return Describe.method(
            DiagnosticCode.TOO_LARGE,
            woven.async().owner(),
            plan.body(),
            "With its "
                + plan.points().size()
                + " suspension points"
                + (layout == Layout.COVERAGE ? " and the probes of JaCoCo" : "")
                + ", the copy of its body that "
                + (start ? "runs from the start" : "is entered after a suspension")
                + " has "
                + size
                + ". Move some of its statements to another @Async method"
                + (layout == Layout.COVERAGE
                    ? ", or do without the coverage of async methods (weft.layout=fast)."
                    : "."));
      }
    }
    return Describe.type(
        DiagnosticCode.TOO_LARGE, e.getClassName(), null, e.getMethodName() + " has " + size + ".");
  }

  private static boolean isCopy(
      WovenMethod woven, String name, String desc, MethodTooLargeException e) {
    boolean owner = e.getClassName().equals(woven.owner());
    return owner && e.getMethodName().equals(name) && e.getDescriptor().equals(desc);
  }
}
