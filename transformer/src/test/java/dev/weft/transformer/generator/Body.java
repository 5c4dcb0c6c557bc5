package dev.weft.transformer.generator;

import dev.weft.transformer.generator.Members.Field;
import dev.weft.transformer.generator.Members.Home;
import dev.weft.transformer.generator.Members.Method;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where the generator is in the body of a method or lambda, and what may be written there. */
final class Body {
  /** A method that takes more steps than this, by estimate, is not called. */
  private static final int MOST_STEPS = 250;

  final Members members;
  final Choices choices;
  final Home home;
  final boolean isStatic;
  final @Nullable Method method;

  /** What its coroutine ends with; null where nothing can be returned. */
  final @Nullable JavaType result;

  Scope scope;
  Jumps jumps = new Jumps();

  /** Whether an await may stand here. */
  boolean mayAwait;

  /** Whether a return may stand here: not inside of a switch expression. */
  boolean mayReturn;

  /** What a yield gives; null outside of a switch expression. */
  @Nullable JavaType yields;

  /** How many try blocks there are around, out of which no coroutine may be returned. */
  int guards;

  /** How deep the statement stands in others. */
  int nesting;

  /** How often the current statement may run. */
  int multiplicity = 1;

  /** An estimate of the steps that a call takes. */
  int cost = 1;

  /** Whether it overrides {@link #method}, which it may call with super. */
  private boolean overriding;

  /** Whether a long or a double may lie on the operand stack. */
  private boolean isOverWide;

  /** How many calls of itself the method has. */
  int selfCalls;

  final Expressions expressions;
  final Statements statements;

  private Body(
      Members members,
      Home home,
      boolean isStatic,
      @Nullable Method method,
      @Nullable JavaType result,
      Scope scope) {
    this.members = members;
    this.choices = members.choices;
    this.home = home;
    this.isStatic = isStatic;
    this.method = method;
    this.result = result;
    this.scope = scope;
    this.mayAwait = result != null;
    this.mayReturn = result != null;
    this.expressions = new Expressions(this);
    this.statements = new Statements(this);
  }

  /** The body of an async method, or of the one that overrides it. */
  static Body of(Members members, Method method, boolean overriding) {
    Body body = new Body(members, method.home, method.isStatic, method, method.result, new Scope());
    body.overriding = overriding;
    return body;
  }

  /** Where fields are initialised. */
  static Body initializer(Members members) {
    return new Body(members, Home.MAIN, true, null, null, new Scope());
  }

  /** The body of a lambda, or of a method of an anonymous class, here; async if it has a result. */
  Body inner(@Nullable JavaType result) {
    Body inner = new Body(members, home, isStatic, null, result, scope.captured());
    inner.nesting = nesting + 1;
    inner.multiplicity = multiplicity;
    return inner;
  }

  // ---- what can be reached
  // -----------------------------------------------------------------------------------------

  /** Whether there is an object of the top-level class. */
  boolean hasMain() {
    return !isStatic && (home == Home.MAIN || home == Home.INNER);
  }

  List<Field> fields() {
    return members.fields.stream()
        .filter(
            f ->
                f.isStatic() || (f.home() == Home.MAIN ? hasMain() : !isStatic && f.home() == home))
        .toList();
  }

  /** Whether {@code super.m()} may stand here, m being the method. */
  boolean maySuper(Method called) {
    return overriding && called == method;
  }

  /**
   * Whether the compiler can be trusted with a try statement here. A switch expression with one has
   * to put what lies on the operand stack elsewhere: ecj fails at that, and javac 17 at a long or a
   * double.
   */
  boolean mayTry() {
    return yields == null || (!members.settings.ecj() && !isOverWide);
  }

  boolean canAfford(int steps) {
    return cost + multiplicity * steps <= MOST_STEPS;
  }

  void pay(int steps) {
    cost += multiplicity * steps;
  }

  /** A type for something new: often one that a variable has already. */
  JavaType anyType() {
    List<Variable> variables =
        scope.readable(v -> v.type().kind() != JavaType.Kind.FUNCTION && isOrdinary(v.type()));
    return !variables.isEmpty() && choices.chance(50)
        ? choices.of(variables).type()
        : JavaType.any(choices);
  }

  private static boolean isOrdinary(JavaType type) {
    boolean special = type.name().equals("Probe") || Tries.isThrowable(type);
    return !special;
  }

  /** One of the types: often one that a variable has. */
  JavaType oneOf(List<JavaType> types) {
    List<Variable> variables = scope.readable(v -> types.contains(v.type()));
    return !variables.isEmpty() && choices.chance(60)
        ? choices.of(variables).type()
        : choices.of(types);
  }

  // ---- excursions
  // --------------------------------------------------------------------------------------------------

  /** Generates what may run {@code times} times. */
  <T> T repeated(int times, Supplier<T> generate) {
    int before = multiplicity;
    multiplicity *= times;
    nesting++;
    try {
      return generate.get();
    } finally {
      multiplicity = before;
      nesting--;
    }
  }

  /** Generates operands that may be evaluated while others of these types wait on the stack. */
  <T> T over(List<JavaType> types, Supplier<T> generate) {
    boolean before = isOverWide;
    isOverWide |= types.contains(JavaType.LONG) || types.contains(JavaType.DOUBLE);
    try {
      return generate.get();
    } finally {
      isOverWide = before;
    }
  }

  /** Generates what must not await. */
  <T> T withoutAwait(Supplier<T> generate) {
    boolean before = mayAwait;
    mayAwait = false;
    try {
      return generate.get();
    } finally {
      mayAwait = before;
    }
  }

  /** Generates what stands inside of a try. */
  <T> T guarded(boolean guarded, Supplier<T> generate) {
    guards += guarded ? 1 : 0;
    try {
      return generate.get();
    } finally {
      guards -= guarded ? 1 : 0;
    }
  }

  /** Generates an arm of a switch expression, which is left by a yield only. */
  <T> T yielding(JavaType type, Supplier<T> generate) {
    Jumps jumpsBefore = jumps;
    JavaType yieldsBefore = yields;
    boolean mayReturnBefore = mayReturn;
    jumps = new Jumps();
    yields = type;
    mayReturn = false;
    nesting++;
    try {
      return generate.get();
    } finally {
      jumps = jumpsBefore;
      yields = yieldsBefore;
      mayReturn = mayReturnBefore;
      nesting--;
    }
  }
}
