package dev.weft.transformer;

/** Every problem the transformer can report: its number, how grave it is, and its headline. */
public enum DiagnosticCode {
  AWAIT_OUTSIDE_ASYNC(101, "await in a method that is not @Async"),
  AWAIT_IN_LAMBDA(102, "await in a lambda that cannot be async"),
  AWAIT_IN_INITIALIZER(103, "await in a constructor or initialiser"),
  INDIRECT_AWAIT(104, "await called indirectly"),
  AWAIT_IN_SYNCHRONIZED(105, "await while holding a lock"),
  SYNCHRONIZED_METHOD(106, "@Async on a synchronized method"),
  RETURN_TYPE(107, "@Async with a return type that cannot be async"),
  NO_BODY(108, "@Async on a method without a body"),
  TOO_LARGE(109, "method too large after rewriting"),
  UNREADABLE_CLASS(110, "class file cannot be read"),
  RUNTIME_MISMATCH(111, "weft-runtime does not fit"),
  WOVEN_BY_ANOTHER(112, "class was woven by an incompatible Weft"),
  INTERNAL(113, "internal error: the emitted code failed verification"),
  UNPROTECTED_RETURN(114, "coroutine made inside a try is returned without awaiting it"),
  OLD_CLASS_FILE(115, "@Async in a class file that is too old"),
  VERIFICATION(116, "the JVM refuses the class"),
  NOT_WOVEN(117, "async code that is not woven"),
  INCONSISTENT(118, "woven class and generated classes do not fit together"),
  NOT_REPRODUCIBLE(119, "woven class is not what its original gives"),
  NEVER_AWAITED(201, "coroutine is never awaited"),
  NO_AWAIT(202, "@Async without any await"),
  BLOCKING_CALL(203, "blocking call in async code"),
  SWALLOWED_CANCELLATION(204, "catch swallows a cancellation"),
  NEVER_COMPILED(205, "method too large for the JIT compiler after rewriting"),
  AWAITED_TWICE(206, "coroutine is awaited twice"),
  AWAIT_WHILE_LOCKED(207, "await between lock() and unlock()"),
  NULL_RETURNED(208, "null returned where a coroutine is expected"),
  DROPPED_TASK(209, "task that nobody keeps"),
  BLOCKING_OVERRIDE(210, "override of an @Async method blocks its callers"),
  NOT_COUNTED(211, "method too large for the probes of JaCoCo after rewriting");

  /** An error fails the build. */
  public enum Severity {
    ERROR,
    WARNING
  }

  private final int number;
  private final String headline;

  DiagnosticCode(int number, String headline) {
    this.number = number;
    this.headline = headline;
  }

  /** Such as WEFT-105. */
  public String id() {
    return "WEFT-" + number;
  }

  /** Codes from 200 on are warnings. */
  public Severity severity() {
    return number < 200 ? Severity.ERROR : Severity.WARNING;
  }

  /** The problem in a few words. */
  public String headline() {
    return headline;
  }
}
