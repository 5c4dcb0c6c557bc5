package programs;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.*;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import programs.elsewhere.Base;

/** Awaited calls of other classes' methods. Each case returns what it has seen. */
public class Linking {
  // ---- static methods

  @Async
  static Coroutine<Object> staticMethodsOfAnotherClass(boolean waits) {
    int i = await(Other.anInt(waits, 1));
    Integer boxed = await(Other.anInt(waits, 2));
    long l = await(Other.aLong(waits, 3));
    double d = await(Other.aDouble(waits, 4));
    boolean b = await(Other.aBoolean(waits));
    char c = await(Other.aChar(waits));
    float f = await(Other.aFloat(waits));
    int fromObject = await(Other.<Integer>anything(waits, 5));
    long longFromObject = await(Other.<Long>anything(waits, 6L));
    double doubleFromObject = await(Other.<Double>anything(waits, 7.0));
    String s = await(Other.anything(waits, "s"));
    Void v = await(Other.nothing(waits));
    await(Other.nothing(waits));
    return result(i + "," + boxed + "," + l + "," + d + "," + b + "," + c + "," + f + "," + fromObject + "," + longFromObject + "," + doubleFromObject + "," + s + "," + v);
  }

  @Async
  static Coroutine<Object> valuesBelowTheCallOnTheStack(boolean waits) {
    int[] a = {1, 2};
    a[1] += await(Other.anInt(waits, 40));
    return result("a" + 1L + await(Other.anything(waits, "b")) + a[1] + await(Other.aLong(waits, 5)));
  }

  @Async
  static Coroutine<Object> argumentsOfEveryKind(boolean waits) {
    return result(await(Other.many(waits, (byte) 1, (short) 2, 'c', 4, 5L, 6f, 7.0, "s", new int[] {8}, null)) + await(Other.varargs(waits, "x", "y")) + await(Other.varargs(waits)));
  }

  /** Whose parameter this class cannot name. */
  @Async
  static Coroutine<Object> anArgumentOfAHiddenClass(boolean waits) {
    var hidden = programs.elsewhere.Base.hidden();
    return result(await(Base.takes(waits, hidden)));
  }

  @Async
  static Coroutine<Object> anInheritedStaticMethod(boolean waits) {
    return result(await(Lower.inherited(waits)));
  }

  @Async
  static Coroutine<Object> notWoven(boolean waits) {
    return result(await(Other.plain(waits)) + "," + await(Other.ready()) + "," + await(Weft.result("ready")));
  }

  @Async
  static Coroutine<Object> nullInsteadOfAnInt(boolean waits) {
    try {
      int i = await(Other.<Integer>anything(waits, null));
      return result(i);
    } catch (NullPointerException e) {
      return result("NullPointerException");
    }
  }

  @Async
  static Coroutine<Object> nullInsteadOfACoroutine(boolean waits) {
    try {
      return result(await(Other.nullCoroutine()));
    } catch (NullPointerException e) {
      return result(e.getMessage());
    }
  }

  @Async
  static Coroutine<Object> failures(boolean waits) {
    StringBuilder text = new StringBuilder();
    try {
      await(Other.fails(waits, "first"));
    } catch (IllegalStateException e) {
      text.append(e.getMessage());
    } finally {
      text.append(await(Other.anInt(waits, 1)));
    }
    try {
      text.append(await(new Upper().fails(waits)));
    } catch (java.io.IOException e) {
      text.append(e.getMessage());
    }
    return result(text);
  }

  /** Whose body cannot be named as usual, since there is another method of that name. */
  @Async
  static Coroutine<Object> namesThatCollide(boolean waits) {
    return result(await(Other.twice(waits)) + await(Other.twice$async(waits)) + await(Other.twice(waits, 1)));
  }

  // ---- methods of objects

  @Async
  static Coroutine<Object> overriddenMethods(boolean waits) {
    List<String> all = new ArrayList<>();
    for (Upper object : new Upper[] {new Upper(), new Lower(), new Upper(), new Unwoven(), new Lower(), new Inheriting()}) {
      all.add(await(object.name(waits)));
    }
    return result(all);
  }

  @Async
  static Coroutine<Object> moreClassesThanAreLinked(boolean waits) {
    List<String> all = new ArrayList<>();
    Upper[] objects = {new Upper(), new Lower(), new Unwoven(), new Inheriting(), new Upper() {}, new Lower() {}, new Upper() {
      @Override
      public Coroutine<String> name(boolean waits) {
        return result("anonymous");
      }
    }};
    for (int i = 0; i < 3; i++) {
      for (Upper object : objects) {
        all.add(await(object.name(waits)));
      }
    }
    return result(all);
  }

  @Async
  static Coroutine<Object> anInterface(boolean waits) {
    List<String> all = new ArrayList<>();
    Named lambda = w -> result("lambda " + w);
    Named asyncLambda = w -> {
      if (w) {
        await(yieldNow());
      }
      return result("async lambda");
    };
    for (Named named : new Named[] {new Upper(), lambda, asyncLambda, new Named() {
      @Override
      public Coroutine<String> name(boolean waits) {
        return result("anonymous");
      }
    }, lambda}) {
      all.add(await(named.name(waits)) + await(named.twice(waits)));
    }
    return result(all);
  }

  @Async
  static Coroutine<Object> aGenericInterface(boolean waits) {
    Handler<String> handler = new StringHandler();
    int length = await(handler.handle("four"));
    return result(length + await(new StringHandler().handle("abc")));
  }

  @Async
  static Coroutine<Object> aMethodOfThePackageIsNotOverriddenElsewhere(boolean waits) {
    return result(await(Base.callOwn(new Below(), waits)) + "," + await(new Below().own(waits)) + "," + await(Base.callOwn(new Base(), waits)));
  }

  @Async
  static Coroutine<Object> aProtectedMethodOfAnotherPackage(boolean waits) {
    return result(await(new Below().callGuarded(waits)));
  }

  @Async
  static Coroutine<Object> nullAsReceiver(boolean waits) {
    Upper none = waits ? null : (Upper) null;
    try {
      return result(await(none.name(waits)));
    } catch (NullPointerException e) {
      return result("NullPointerException");
    }
  }

  @Async
  static Coroutine<Object> anEnumARecordAndACapturedObject(boolean waits) {
    Supplier<Coroutine<String>> lambda = () -> result("from " + await(new Upper().name(waits)));
    return result(await(Kind.SECOND.text(waits)) + await(new Pair("x", 2).text(waits)) + await(lambda.get()));
  }

  /** Who calls the bodies: the one that awaits them, or the object that has been made for them. */
  @Async
  static Coroutine<List<String>> callers() {
    List<String> all = new ArrayList<>();
    all.add(await(Other.caller()));
    all.add(await(Other.caller("hashed")));
    Called[] objects = {new First(), new Second(), new Third(), new Fourth(), new Fifth(), new First()};
    for (Called object : objects) {
      all.add(await(object.caller()));
    }
    Called first = objects[0];
    all.add(await(first.caller()));
    all.add(await(new Last().caller()));
    return result(all);
  }

  static String caller(StackWalker walker) {
    String caller = walker.walk(frames -> frames.skip(2).findFirst()).orElseThrow().getClassName();
    return caller.replaceFirst(".*\\.", "");
  }

  interface Called {
    @Async
    @SuppressWarnings("weft:202")
    default Coroutine<String> caller() {
      return result(Linking.caller(StackWalker.getInstance()));
    }
  }

  static class First implements Called {}

  static class Second implements Called {}

  static class Third implements Called {}

  static class Fourth implements Called {}

  static class Fifth implements Called {}

  static class Last {
    @Async
    @SuppressWarnings("weft:202")
    Coroutine<String> caller() {
      return result(Linking.caller(StackWalker.getInstance()));
    }
  }

  // ---- what is called

  static final class Other {
    @Async
    static Coroutine<Integer> anInt(boolean waits, int i) {
      if (waits) {
        await(yieldNow());
      }
      return result(i);
    }

    @Async
    static Coroutine<Long> aLong(boolean waits, long l) {
      if (waits) {
        await(yieldNow());
      }
      return result(l);
    }

    @Async
    static Coroutine<Double> aDouble(boolean waits, double d) {
      if (waits) {
        await(yieldNow());
      }
      return result(d);
    }

    @Async
    static Coroutine<Boolean> aBoolean(boolean waits) {
      if (waits) {
        await(yieldNow());
      }
      return result(true);
    }

    @Async
    static Coroutine<Character> aChar(boolean waits) {
      if (waits) {
        await(yieldNow());
      }
      return result('c');
    }

    @Async
    static Coroutine<Float> aFloat(boolean waits) {
      if (waits) {
        await(yieldNow());
      }
      return result(1.5f);
    }

    @Async
    static <T> Coroutine<T> anything(boolean waits, T value) {
      if (waits) {
        await(yieldNow());
      }
      return result(value);
    }

    @Async
    static Coroutine<Void> nothing(boolean waits) {
      if (waits) {
        await(yieldNow());
      }
      return done();
    }

    @Async
    static Coroutine<String> many(boolean waits, byte b, short s, char c, int i, long l, float f, double d, String string, int[] array, Object none) {
      if (waits) {
        await(yieldNow());
      }
      return result(b + "," + s + "," + c + "," + i + "," + l + "," + f + "," + d + "," + string + "," + array[0] + "," + none);
    }

    @Async
    static Coroutine<String> varargs(boolean waits, String... all) {
      if (waits) {
        await(yieldNow());
      }
      return result(Arrays.toString(all));
    }

    @Async
    @SuppressWarnings("weft:202")
    static Coroutine<String> caller() {
      return result(Linking.caller(StackWalker.getInstance()));
    }

    @Async
    @SuppressWarnings("weft:202")
    static Coroutine<String> caller(String which) {
      return result(Linking.caller(StackWalker.getInstance()));
    }

    /** Takes the name of the body. */
    static void caller$async() {}

    @Async
    static Coroutine<String> twice(boolean waits) {
      if (waits) {
        await(yieldNow());
      }
      return result("twice ");
    }

    @Async
    static Coroutine<String> twice(boolean waits, int i) {
      if (waits) {
        await(yieldNow());
      }
      return result("overloaded " + i);
    }

    @Async
    static Coroutine<String> twice$async(boolean waits) {
      if (waits) {
        await(yieldNow());
      }
      return result("twice$async ");
    }

    static Coroutine<String> plain(boolean waits) {
      return anything(waits, "plain");
    }

    static Coroutine<String> ready() {
      return result("ready");
    }

    static Coroutine<String> nullCoroutine() {
      return null;
    }

    @Async
    static Coroutine<Integer> fails(boolean waits, String message) {
      if (waits) {
        await(yieldNow());
      }
      throw new IllegalStateException(message);
    }
  }

  interface Named {
    Coroutine<String> name(boolean waits);

    @Async
    default Coroutine<String> twice(boolean waits) {
      return result(" twice " + await(name(waits)));
    }
  }

  static class Upper implements Named {
    @Override
    @Async
    public Coroutine<String> name(boolean waits) {
      if (waits) {
        await(yieldNow());
      }
      return result("upper");
    }

    @Async
    Coroutine<Integer> fails(boolean waits) throws java.io.IOException {
      if (waits) {
        await(yieldNow());
      }
      throw new java.io.IOException("failed");
    }

    @Async
    static Coroutine<String> inherited(boolean waits) {
      if (waits) {
        await(yieldNow());
      }
      return result("inherited");
    }
  }

  static class Lower extends Upper {
    @Override
    @Async
    public Coroutine<String> name(boolean waits) {
      return result("lower " + await(super.name(waits)));
    }
  }

  /** As a proxy or a mock. */
  static class Unwoven extends Upper {
    @Override
    public Coroutine<String> name(boolean waits) {
      return Other.anything(waits, "unwoven");
    }
  }

  static class Inheriting extends Lower {}

  interface Handler<T> {
    Coroutine<Integer> handle(T value);
  }

  static class StringHandler implements Handler<String> {
    @Override
    @Async
    public Coroutine<Integer> handle(String value) {
      await(yieldNow());
      return result(value.length());
    }
  }

  static class Below extends Base {
    @Async
    public Coroutine<String> own(boolean waits) {
      if (waits) {
        await(yieldNow());
      }
      return result("below");
    }

    @Async
    Coroutine<String> callGuarded(boolean waits) {
      return result(await(guarded(waits)) + " " + await(this.guarded(waits)));
    }
  }

  enum Kind {
    FIRST,
    SECOND {
      @Override
      @Async
      Coroutine<String> text(boolean waits) {
        return result("second of " + await(FIRST.text(waits)));
      }
    };

    @Async
    Coroutine<String> text(boolean waits) {
      if (waits) {
        await(yieldNow());
      }
      return result(name());
    }
  }

  record Pair(String a, int b) {
    @Async
    Coroutine<String> text(boolean waits) {
      if (waits) {
        await(yieldNow());
      }
      return result(a + b);
    }
  }
}
