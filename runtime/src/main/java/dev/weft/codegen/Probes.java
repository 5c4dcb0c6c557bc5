package dev.weft.codegen;

import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;

/** Where the copies of the layout for coverage mark what has run: the probes of JaCoCo. */
public final class Probes {
  /** What JaCoCo adds to a class that it has instrumented. */
  private static final String INIT = "$jacocoInit";

  private static final MethodType INIT_TYPE =
      MethodType.methodType(boolean[].class, Lookup.class, String.class, Class.class);

  private Probes() {}

  /**
   * {@return the probes of the caller's class, or as many that nobody looks at where JaCoCo has not
   * instrumented it} Makes a dynamic constant.
   *
   * @param caller from the class
   * @param name of the constant
   * @param type of the constant
   * @param count how many probes the class has at least
   * @throws Throwable what JaCoCo throws when it is asked
   */
  public static boolean[] of(Lookup caller, String name, Class<?> type, int count)
      throws Throwable {
    Class<?> owner = caller.lookupClass();
    boolean[] probes;
    try {
      probes = (boolean[]) caller.findStatic(owner, INIT, INIT_TYPE).invoke(caller, name, type);
    } catch (NoSuchMethodException | IllegalAccessException e) {
      return new boolean[count];
    }
    if (probes.length < count) {
      System.getLogger("dev.weft")
          .log(
              Level.WARNING,
              owner.getName()
                  + " has "
                  + probes.length
                  + " probes of JaCoCo, where "
                  + count
                  + " or more were expected: what runs of its async methods is not counted");
      return new boolean[count];
    }
    return probes;
  }
}
