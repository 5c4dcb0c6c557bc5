package dev.weft;

import dev.weft.internal.Steps;

/** A coroutine of the tests, written by hand as a function from one await to the next. */
final class Script<T> extends Steps<T> {
  interface Body {
    Object step(Script<?> script, int at, Object value, Throwable error) throws Throwable;
  }

  private final Body body;

  private Script(Body body) {
    this.body = body;
  }

  static <T> Coroutine<T> of(Body body) {
    return new Script<>(body);
  }

  /** Awaits one thing, and gives its outcome. */
  static <T> Coroutine<T> awaiting(Awaitable<T> awaitable) {
    return of(
        (script, at, value, error) -> at == 0 ? script.then(awaitable, 1) : orThrow(value, error));
  }

  static Object orThrow(Object value, Throwable error) throws Throwable {
    if (error != null) {
      throw error;
    }
    return value;
  }

  Object then(Awaitable<?> awaitable, int following) {
    return await(awaitable, following);
  }

  @Override
  protected Object step(int at, Object value, Throwable error) throws Throwable {
    return body.step(this, at, value, error);
  }

  @Override
  protected String what() {
    return "Script.step()";
  }
}
