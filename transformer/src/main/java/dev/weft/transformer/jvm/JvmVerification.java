package dev.weft.transformer.jvm;

import dev.weft.transformer.ClassFinder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Lets the JVM that runs here verify classes, as it does before it runs them, but without running
 * them. A class is verified when it is linked. Initialising links, and so does asking for a
 * member's reflection object, which does not initialise:
 *
 * <pre>
 *   Class.forName(name, false, loader)    loads: the format, the superclass
 *   .getDeclaredFields()                  links: verifies every method
 * </pre>
 *
 * <p>That this is so, and that the JVM was not told to verify nothing, is tried out with a class
 * that must fail, before anything else is believed. For one thread.
 */
public final class JvmVerification {
  /** What became of a class. */
  public sealed interface Outcome {}

  /** It is sound. */
  public record Sound() implements Outcome {}

  /** The JVM refuses it. */
  public record Refused(String reason) implements Outcome {}

  /** It cannot be verified here, for want of a class or of a newer JVM. */
  public record Unknown(String reason) implements Outcome {}

  /** It is refused because another class is, which is reported itself. */
  public record Consequence() implements Outcome {}

  private final IsolatedLoader loader;
  private final Predicate<String> reported;
  private final Map<Class<?>, Outcome> outcomes = new HashMap<>();

  /**
   * Of classes that {@code finder} knows.
   *
   * @param reported of which classes the outcome is asked for, by internal name
   */
  public JvmVerification(ClassFinder finder, Predicate<String> reported) {
    this.loader = new IsolatedLoader(finder);
    this.reported = reported;
  }

  /** Whether this JVM finds the fault in a class that has one. */
  public static boolean isTrustworthy() {
    byte[] broken = broken();
    JvmVerification verification =
        new JvmVerification(name -> name.equals("Broken") ? broken : null, name -> true);
    return verification.verify("Broken") instanceof Refused;
  }

  /** A class whose only method returns an int as if it were an object. */
  static byte[] broken() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_SUPER, "Broken", null, "java/lang/Object", null);
    MethodVisitor method =
        writer.visitMethod(Opcodes.ACC_STATIC, "m", "()Ljava/lang/Object;", null, null);
    method.visitCode();
    method.visitInsn(Opcodes.ICONST_0);
    method.visitInsn(Opcodes.ARETURN);
    method.visitMaxs(1, 0);
    method.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** Verifies a class, by its internal name. */
  public Outcome verify(String name) {
    try {
      return verify(Class.forName(name.replace('/', '.'), false, loader));
    } catch (ClassNotFoundException | LinkageError | SecurityException e) {
      return outcome(e);
    }
  }

  private Outcome verify(Class<?> loaded) {
    Outcome known = outcomes.get(loaded);
    if (known == null) {
      known = isConsequence(loaded) ? new Consequence() : link(loaded);
      outcomes.put(loaded, known);
    }
    return known;
  }

  /** Linking a class links what it extends and implements first. */
  private boolean isConsequence(Class<?> loaded) {
    List<Class<?>> parents = new ArrayList<>(List.of(loaded.getInterfaces()));
    if (loaded.getSuperclass() != null) {
      parents.add(loaded.getSuperclass());
    }
    for (Class<?> parent : parents) {
      if (parent.getClassLoader() == loader
          && reported.test(parent.getName().replace('.', '/'))
          && (verify(parent) instanceof Refused || verify(parent) instanceof Consequence)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The types of fields, or of parameters, may be missing although the class is sound: then another
   * kind of member may do.
   */
  private static Outcome link(Class<?> loaded) {
    List<Supplier<Object[]>> ways =
        List.of(
            loaded::getDeclaredFields, loaded::getDeclaredConstructors, loaded::getDeclaredMethods);
    Outcome outcome = new Sound();
    for (Supplier<Object[]> way : ways) {
      try {
        Object[] unused = way.get();
        return new Sound();
      } catch (LinkageError e) {
        outcome = outcome(e);
      }
    }
    return outcome;
  }

  private static Outcome outcome(Throwable e) {
    if (e instanceof ClassNotFoundException || e instanceof NoClassDefFoundError) {
      return new Unknown("needs " + String.valueOf(e.getMessage()).replace('/', '.'));
    }
    if (e instanceof UnsupportedClassVersionError) {
      return new Unknown(
          "is for a newer Java than the one that runs, " + Runtime.version().feature());
    }
    return e instanceof SecurityException
        ? new Unknown("cannot be defined: " + e.getMessage())
        : new Refused(withoutListing(e.toString()));
  }

  /** The listing of types and bytes behind the reason is for who has the class file. */
  private static String withoutListing(String message) {
    return message.split("\n  Current Frame:", 2)[0].strip();
  }
}
