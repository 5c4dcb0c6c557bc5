package dev.weft.codegen;

import dev.weft.internal.Nullable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;

/**
 * Finds what Weft has woven from a method: the private method {@code m$async} beside it, which
 * takes the method's parameters, the driver, and a frame.
 *
 * @param caller who asks: it is found where that class may look into the other one
 * @param name of the method
 * @param declared its type, without a receiver
 */
record WovenBody(Lookup caller, String name, MethodType declared) {
  private static final String SUFFIX = "$async";

  /**
   * {@return the body of the method that runs when {@code called} is called on an object of a
   * class, taking receiver, arguments and driver; null where that method is not woven, or not to be
   * seen from the caller}
   *
   * @param called the method that the call names
   * @param receiver the object's class
   */
  @Nullable
  MethodHandle of(MethodHandleInfo called, Class<?> receiver) {
    if (!called.getDeclaringClass().isAssignableFrom(receiver)) {
      return null;
    }
    try {
      Lookup inside = MethodHandles.privateLookupIn(receiver, caller);
      MethodHandleInfo first =
          inside.revealDirect(inside.findSpecial(receiver, name, declared, receiver));
      return isOrOverrides(first, called) ? in(first.getDeclaringClass(), false) : null;
    } catch (ReflectiveOperationException | LinkageError e) {
      return null;
    }
  }

  /** Of two methods with the same name and type, the first that a subclass has. */
  private static boolean isOrOverrides(MethodHandleInfo first, MethodHandleInfo called) {
    Class<?> above = called.getDeclaringClass();
    Class<?> below = first.getDeclaringClass();
    int access = called.getModifiers();
    if (above == below) {
      return true;
    }
    if (Modifier.isPrivate(first.getModifiers()) || Modifier.isPrivate(access)) {
      return false;
    }
    return Modifier.isPublic(access) || Modifier.isProtected(access) || isSamePackage(above, below);
  }

  private static boolean isSamePackage(Class<?> one, Class<?> other) {
    return one.getClassLoader() == other.getClassLoader()
        && one.getPackageName().equals(other.getPackageName());
  }

  /**
   * {@return as {@link #of}, for a method that is declared in a class}
   *
   * @param declaring the class
   * @param isStatic whether the method has no receiver
   */
  @Nullable
  MethodHandle in(Class<?> declaring, boolean isStatic) {
    try {
      Lookup inside = MethodHandles.privateLookupIn(declaring, caller);
      for (Method method : declaring.getDeclaredMethods()) {
        if (Modifier.isStatic(method.getModifiers()) == isStatic && isBody(method)) {
          return withoutFrame(inside, method);
        }
      }
    } catch (ReflectiveOperationException | LinkageError e) {
      // Whoever calls the method itself finds out.
    }
    return null;
  }

  private boolean isBody(Method method) {
    Class<?>[] parameters = method.getParameterTypes();
    int own = declared.parameterCount();
    return isBodysName(method.getName())
        && parameters.length == own + 2
        && parameters[own] == Execution.class
        && parameters[own + 1].getSuperclass() == Frame.class
        && Arrays.equals(parameters, 0, own, declared.parameterArray(), 0, own);
  }

  /** Where the class had a member of that name, the body's ends with a hash. */
  private boolean isBodysName(String candidate) {
    String plain = name + SUFFIX;
    return candidate.equals(plain)
        || candidate.equals(
            plain
                + "$"
                + Integer.toHexString((name + declared.toMethodDescriptorString()).hashCode()));
  }

  private static MethodHandle withoutFrame(Lookup inside, Method method)
      throws ReflectiveOperationException {
    int last = method.getParameterCount() - 1;
    inside.ensureInitialized(method.getParameterTypes()[last]); // Compares the ABI.
    MethodHandle body = inside.unreflect(method).asFixedArity();
    return MethodHandles.insertArguments(
        body, body.type().parameterCount() - 1, new Object[] {null});
  }
}
