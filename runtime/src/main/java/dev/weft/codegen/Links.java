package dev.weft.codegen;

import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.internal.Nullable;
import dev.weft.internal.Nulls;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * What an awaited call of another class's method compiles to with {@code directCalls=linked}: an
 * instruction that is linked, when it first runs, to the body that Weft has woven from the called
 * method, or, where there is none, to the method itself and the start of the coroutine it returns.
 *
 * <p>Which method is called depends on the receiver's class, and each class is asked once: the
 * class of a proxy or of a mock overrides the method with one that is not woven, so that one is
 * called. What an agent adds to a woven method of a class while it is loaded, or later, is passed
 * by.
 */
public final class Links {
  private static final Lookup HERE = MethodHandles.lookup();

  private static final MethodHandle COROUTINE =
      own(
          () ->
              HERE.findStatic(
                      Awaits.class,
                      "coroutine",
                      MethodType.methodType(Frame.class, Awaitable.class))
                  .asType(MethodType.methodType(Frame.class, Coroutine.class)));

  private Links() {}

  /**
   * Links one call. The instruction takes the receiver, if there is one, the arguments, with Object
   * for every reference, and the driver; it returns what the awaiting body asks for.
   *
   * @param caller the awaiting class
   * @param name of the called method
   * @param type of the instruction
   * @param owner the class that the call names
   * @param desc the descriptor of the called method, which returns a Coroutine
   * @param isStatic 1 if it has no receiver, else 0
   * @return what the call runs from now on
   * @throws NoSuchMethodError when there is no such method, as at a call
   * @throws IllegalAccessError when the caller must not call it, as at a call
   */
  public static CallSite link(
      Lookup caller, String name, MethodType type, Class<?> owner, String desc, int isStatic) {
    MethodType declared =
        MethodType.fromMethodDescriptorString(desc, caller.lookupClass().getClassLoader());
    WovenBody body = new WovenBody(caller, name, declared);
    try {
      return isStatic == 0 ? virtual(body, owner, type) : fixed(body, owner, type);
    } catch (NoSuchMethodException e) {
      throw (Error) new NoSuchMethodError(e.getMessage()).initCause(e);
    } catch (IllegalAccessException e) {
      if (e.getCause() instanceof LinkageError error) {
        throw error;
      }
      throw (Error) new IllegalAccessError(e.getMessage()).initCause(e);
    }
  }

  private static CallSite virtual(WovenBody body, Class<?> owner, MethodType type)
      throws NoSuchMethodException, IllegalAccessException {
    MethodHandle method = body.caller().findVirtual(owner, body.name(), body.declared());
    MethodHandleInfo called = body.caller().revealDirect(method);
    return new VirtualLink(body, called, type, started(method.asFixedArity(), type));
  }

  private static CallSite fixed(WovenBody body, Class<?> owner, MethodType type)
      throws NoSuchMethodException, IllegalAccessException {
    MethodHandle method = body.caller().findStatic(owner, body.name(), body.declared());
    MethodHandle woven = body.in(body.caller().revealDirect(method).getDeclaringClass(), true);
    return new ConstantCallSite(
        woven == null ? started(method.asFixedArity(), type) : converted(woven, type));
  }

  /** Calls the method, and starts the coroutine that it returns. */
  private static MethodHandle started(MethodHandle method, MethodType type) {
    MethodHandle start =
        own(
            () ->
                HERE.findVirtual(
                    Frame.class,
                    "start" + word(type.returnType()),
                    MethodType.methodType(type.returnType(), Execution.class)));
    return MethodHandles.collectArguments(
            MethodHandles.filterArguments(start, 0, COROUTINE), 0, method)
        .asType(type);
  }

  /**
   * A body returns what it likes, and anything while it is suspended; an awaiting body takes an
   * Object, an int, a long or a double.
   *
   * @param body takes what an instruction of {@code type} does
   */
  static MethodHandle converted(MethodHandle body, MethodType type) {
    Class<?> wanted = type.returnType();
    if (body.type().returnType() == wanted || wanted == Object.class) {
      return body.asType(type);
    }
    MethodHandle unbox =
        own(
            () ->
                HERE.findStatic(
                    Links.class,
                    "unbox" + word(wanted),
                    MethodType.methodType(wanted, Object.class, Execution.class)));
    MethodHandle boxed = body.asType(type.changeReturnType(Object.class));
    int last = type.parameterCount() - 1;
    int[] lastTwice =
        IntStream.concat(IntStream.rangeClosed(0, last), IntStream.of(last)).toArray();
    return MethodHandles.permuteArguments(
        MethodHandles.collectArguments(unbox, 0, boxed), type, lastTwice);
  }

  /** How the methods end that are asked for a value of this type. */
  private static String word(Class<?> wanted) {
    String name = wanted.getName();
    return wanted.isPrimitive() ? Character.toUpperCase(name.charAt(0)) + name.substring(1) : "";
  }

  static int unboxInt(@Nullable Object result, Execution x) {
    return x.suspended ? 0 : (Integer) Nulls.known(result);
  }

  static long unboxLong(@Nullable Object result, Execution x) {
    return x.suspended ? 0 : (Long) Nulls.known(result);
  }

  static double unboxDouble(@Nullable Object result, Execution x) {
    return x.suspended ? 0 : (Double) Nulls.known(result);
  }

  /** A method of the runtime's own. */
  static MethodHandle own(Callable<MethodHandle> find) {
    try {
      return find.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
