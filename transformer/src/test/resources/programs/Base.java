package programs.elsewhere;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.*;

/** For Linking: in a package of its own. */
public class Base {
  /** Others cannot name it. */
  static class Hidden {
    @Override
    public String toString() {
      return "hidden";
    }
  }

  public static Hidden hidden() {
    return new Hidden();
  }

  @Async
  public static Coroutine<String> takes(boolean waits, Hidden hidden) {
    if (waits) {
      await(yieldNow());
    }
    return result("took " + hidden);
  }

  @Async
  Coroutine<String> own(boolean waits) {
    if (waits) {
      await(yieldNow());
    }
    return result("base");
  }

  /** A subclass elsewhere may have a method of that name, which is another one. */
  @Async
  public static Coroutine<String> callOwn(Base base, boolean waits) {
    return result(await(base.own(waits)));
  }

  @Async
  protected Coroutine<String> guarded(boolean waits) {
    if (waits) {
      await(yieldNow());
    }
    return result("guarded");
  }
}
