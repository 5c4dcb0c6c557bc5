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

  /** It cannot be woven. */
  static Diagnostic describe(List<BodyPlan> plans, MethodTooLargeException e) {
    return describe(
        DiagnosticCode.TOO_LARGE,
        plans,
        e,
        "",
        ". Move some of its statements to another @Async method.");
  }

  /** It cannot be woven: the class file's format has no room for all that its code names. */
  static Diagnostic describe(ClassTooLargeException e) {
    return Describe.type(
        DiagnosticCode.TOO_LARGE,
        e.getClassName(),
        null,
        constants("Woven, ", e) + ". Move some of its methods to another class.");
  }

  /**
   * It was woven without probes.
   *
   * @param plans of what was woven
   */
  static Diagnostic withProbes(List<BodyPlan> plans, MethodTooLargeException e) {
    return describe(
        DiagnosticCode.NOT_COUNTED,
        plans,
        e,
        " and the probes of JaCoCo",
        ". It was woven without probes: JaCoCo counts nothing of the async methods of its top-level"
            + " class. Move some of its statements to another @Async method.");
  }

  /** It was woven without probes. */
  static Diagnostic withProbes(ClassTooLargeException e) {
    return Describe.type(
        DiagnosticCode.NOT_COUNTED,
        e.getClassName(),
        null,
        constants("With the probes of JaCoCo, ", e)
            + ". It was woven without probes: JaCoCo counts nothing of its async methods. Move some"
            + " of its methods to another class.");
  }

  private static Diagnostic describe(
      DiagnosticCode code,
      List<BodyPlan> plans,
      MethodTooLargeException e,
      String with,
      String remedy) {
    String size =
        e.getCodeSize() + " bytes, " + (e.getCodeSize() - LIMIT) + " more than the JVM takes";
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

  private static String constants(String with, ClassTooLargeException e) {
    return with
        + "the class has "
        + e.getConstantPoolCount()
        + " constants, "
        + (e.getConstantPoolCount() - LIMIT)
        + " more than the JVM takes";
  }

  private static boolean isCopy(
      WovenMethod woven, String name, String desc, MethodTooLargeException e) {
    boolean owner = e.getClassName().equals(woven.owner());
    return owner && e.getMethodName().equals(name) && e.getDescriptor().equals(desc);
  }
}
