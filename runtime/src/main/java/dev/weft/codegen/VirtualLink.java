package dev.weft.codegen;

import dev.weft.internal.Nullable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;

/**
 * A linked call of a method that may be overridden: asks for the receiver's class, one after the
 * other that it has seen.
 *
 * <pre>
 *   receiver.getClass() == C ? C.m$async(...) : receiver.getClass() == D ? ... : link(receiver)
 * </pre>
 *
 * Where it has seen more than a few classes it calls the method, and starts the coroutine.
 */
final class VirtualLink extends MutableCallSite {
  /** A few: each is one more comparison for those that came before it. */
  private static final int MOST_CLASSES = 4;

  private static final Lookup HERE = MethodHandles.lookup();

  private static final MethodHandle IS_EXACTLY =
      Links.own(
          () ->
              HERE.findStatic(
                  VirtualLink.class,
                  "isExactly",
                  MethodType.methodType(boolean.class, Class.class, Object.class)));

  private static final MethodHandle SELECT =
      Links.own(
          () ->
              HERE.findVirtual(
                  VirtualLink.class,
                  "select",
                  MethodType.methodType(MethodHandle.class, Object.class)));

  private final WovenBody body;
  private final MethodHandleInfo called;

  /** Calls the method. */
  private final MethodHandle plain;

  /** How many it has asked for: never more than MOST_CLASSES. */
  private volatile int classes;

  VirtualLink(WovenBody body, MethodHandleInfo called, MethodType type, MethodHandle plain) {
    super(type);
    this.body = body;
    this.called = called;
    this.plain = plain;
    setTarget(MethodHandles.foldArguments(MethodHandles.exactInvoker(type), SELECT.bindTo(this)));
  }

  static boolean isExactly(Class<?> expected, @Nullable Object receiver) {
    return receiver != null && receiver.getClass() == expected;
  }

  /** What to run for a receiver of a class that was not seen before; links it. */
  MethodHandle select(@Nullable Object receiver) {
    if (receiver == null) {
      return plain;
    }
    Class<?> seen = receiver.getClass();
    if (classes == MOST_CLASSES || !isKeptAnyway(seen)) {
      setTarget(plain);
      return plain;
    }
    MethodHandle woven = body.of(called, seen);
    MethodHandle target = woven == null ? plain : Links.converted(woven, type());
    add(seen, target);
    return target;
  }

  private synchronized void add(Class<?> seen, MethodHandle target) {
    if (classes < MOST_CLASSES) {
      classes++;
      MethodHandle isSeen =
          MethodHandles.dropArguments(
              IS_EXACTLY.bindTo(seen), 1, type().dropParameterTypes(0, 1).parameterList());
      setTarget(MethodHandles.guardWithTest(isSeen, target, getTarget()));
    }
  }

  /**
   * Whether a class cannot be unloaded before the caller is: one of an application must not be kept
   * alive by a library that several of them share.
   */
  private boolean isKeptAnyway(Class<?> seen) {
    ClassLoader loader = body.caller().lookupClass().getClassLoader();
    while (loader != null && loader != seen.getClassLoader()) {
      loader = loader.getParent();
    }
    return loader == seen.getClassLoader();
  }
}
