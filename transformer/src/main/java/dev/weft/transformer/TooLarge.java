package dev.weft.transformer;

import dev.weft.transformer.plan.BodyPlan;
import dev.weft.transformer.plan.WovenMethod;
import dev.weft.transformer.scan.Describe;
import java.util.List;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.MethodTooLargeException;

/**
 * Words WEFT-109 and WEFT-211: which method, which of its parts, and by how much; with the probes
 * of JaCoCo or without.
 */
final class TooLarge {
  private static final int LIMIT = 65_535;

  private TooLarge() {}

  /**
   * It cannot be woven.
   *
   * @param e a {@link MethodTooLargeException} or a {@link ClassTooLargeException}
   */
  static Diagnostic describe(List<BodyPlan> plans, IndexOutOfBoundsException e) {
    return describe(DiagnosticCode.TOO_LARGE, plans, e, "", ". ");
  }

  /**
   * It was woven without probes.
   *
   * @param plans of what was woven
   * @param e a {@link MethodTooLargeException} or a {@link ClassTooLargeException}
   */
  static Diagnostic withProbes(List<BodyPlan> plans, IndexOutOfBoundsException e) {
    return describe(
        DiagnosticCode.NOT_COUNTED,
        plans,
        e,
        " and the probes of JaCoCo",
        ". It was woven without probes: JaCoCo counts nothing of the async methods of its top-level"
            + " class. ");
  }

  private static Diagnostic describe(
      DiagnosticCode code,
      List<BodyPlan> plans,
      IndexOutOfBoundsException e,
      String with,
      String then) {
    return e instanceof MethodTooLargeException method
        ? describe(code, plans, method, with, then)
        : describe(code, (ClassTooLargeException) e, with, then);
  }

  private static Diagnostic describe(
      DiagnosticCode code,
      List<BodyPlan> plans,
      MethodTooLargeException e,
      String with,
      String then) {
    String remedy = then + "Move some of its statements to another @Async method.";
    String size = excess(e.getCodeSize(), "bytes");
    for (BodyPlan plan : plans) {
      WovenMethod woven = plan.woven();
      boolean start = isCopy(woven, woven.startName(), woven.startDesc(), e);
      if (start || isCopy(woven, woven.resumeName(), woven.resumeDesc(), e)) {
        return Describe.method(
            code,
            woven.async().owner(),
            plan.body(),
            "With its "
                + plan.points().size()
                + " suspension points"
                + with
                + ", the copy of its body that "
                + (start ? "runs from the start" : "is entered after a suspension")
                + " has "
                + size
                + remedy);
      }
    }
    return Describe.type(code, e.getClassName(), null, e.getMethodName() + " has " + size + remedy);
  }

  private static Diagnostic describe(
      DiagnosticCode code, ClassTooLargeException e, String with, String then) {
    return Describe.type(
        code,
        e.getClassName(),
        null,
        "With the copies of its async methods"
            + with
            + ", the class has "
            + excess(e.getConstantPoolCount(), "constants")
            + then
            + "Move some of its methods to another class.");
  }

  private static String excess(int size, String unit) {
    return size + " " + unit + ", " + (size - LIMIT) + " more than the JVM takes";
  }

  private static boolean isCopy(
      WovenMethod woven, String name, String desc, MethodTooLargeException e) {
    boolean owner = e.getClassName().equals(woven.owner());
    return owner && e.getMethodName().equals(name) && e.getDescriptor().equals(desc);
  }
}
