package programs;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.Mockito.*;

import dev.weft.*;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.mockito.MockMakers;

/** Async methods with what frameworks and mocks put before them. Each case returns what it has seen. */
public class Spying {
  public interface Port {
    Coroutine<String> one(String id);

    @Async
    default Coroutine<String> both(String id) {
      String first = await(one(id));
      await(yieldNow());
      return result(first + " + " + await(one(id)));
    }
  }

  public static class Shop implements Port {
    private final String name;

    public Shop() {
      this("shop");
    }

    Shop(String name) {
      this.name = name;
    }

    @Async
    public Coroutine<String> fetch(String id) {
      await(yieldNow());
      return result(name + " " + id);
    }

    @Async
    public final Coroutine<String> seal(String id) {
      await(yieldNow());
      return result("sealed " + id);
    }

    @Async
    public Coroutine<String> order(String id) {
      return result(await(fetch(id)) + ", " + await(seal(id)));
    }

    @Async
    @Override
    public Coroutine<String> one(String id) {
      await(yieldNow());
      return result("one " + id);
    }

    @Async
    public CompletableFuture<String> later(String id) {
      return CompletableFuture.completedFuture(await(order(id)) + ", later");
    }
  }

  // ---- Mockito

  static String aSpyRunsTheRealBodies() {
    Shop shop = spy(new Shop());
    String order = Weft.run(shop.order("a"));
    verify(shop).order("a");
    verify(shop).fetch("a");
    return order;
  }

  static String aSpysStubIsCalledByTheRealBody() {
    Shop shop = spy(new Shop());
    doReturn(result("stub")).when(shop).fetch("a");
    return Weft.run(shop.order("a"));
  }

  static String aStubOfAFinalMethodIsCalledByTheRealBody() {
    Shop shop = spy(new Shop());
    doReturn(result("stub")).when(shop).seal("a");
    return Weft.run(shop.order("a"));
  }

  static String aMockOfAnInterfaceRunsItsDefaultMethod() {
    Port port = mock(Port.class);
    when(port.one("a")).thenAnswer(call -> result("mock"));
    when(port.both("a")).thenCallRealMethod();
    return Weft.run(port.both("a"));
  }

  static String aMockThatDelegatesRunsTheBodiesOfTheOther() {
    Shop shop = mock(Shop.class, delegatesTo(new Shop("delegate")));
    return Weft.run(shop.fetch("a"));
  }

  static String aSpyOfASubclassRunsTheRealBodies() {
    Shop shop = mock(Shop.class, withSettings().mockMaker(MockMakers.SUBCLASS).spiedInstance(new Shop("spied")).defaultAnswer(CALLS_REAL_METHODS));
    return shop.getClass().getSuperclass().getSimpleName() + ": " + Weft.run(shop.order("a")) + "; " + Weft.run(late(shop));
  }

  static String aStubOfASubclassIsCalledByTheRealBody() {
    Shop shop = mock(Shop.class, withSettings().mockMaker(MockMakers.SUBCLASS).spiedInstance(new Shop("spied")).defaultAnswer(CALLS_REAL_METHODS));
    doReturn(result("stub")).when(shop).fetch("a");
    return Weft.run(shop.order("a"));
  }

  @Async
  private static Coroutine<String> late(Shop shop) {
    return result(await(shop.later("b")));
  }

  // ---- proxies

  /** As Spring's JDK proxies: every call passes through a handler. */
  static String aProxyOfAnInterfacePassesCallsOn() {
    List<String> calls = new ArrayList<>();
    Shop shop = new Shop();
    InvocationHandler handler = (proxy, method, arguments) -> {
      calls.add(method.getName());
      return method.invoke(shop, arguments);
    };
    Port port = proxy(handler);
    return Weft.run(port.both("a")) + " " + calls;
  }

  static String aProxyOfAnInterfaceRunsItsDefaultMethod() {
    Port port = proxy((proxy, method, arguments) -> method.isDefault() ? runDefault(proxy, method, arguments) : result("proxied " + arguments[0]));
    return Weft.run(port.both("a"));
  }

  private static Object runDefault(Object proxy, Method method, Object[] arguments) throws Throwable {
    return InvocationHandler.invokeDefault(proxy, method, arguments);
  }

  private static Port proxy(InvocationHandler handler) {
    return (Port) Proxy.newProxyInstance(Port.class.getClassLoader(), new Class<?>[] {Port.class}, handler);
  }

  /** As CGLIB's and Hibernate's proxies: a subclass, made without a constructor, that passes calls on to the real object. */
  static class ShopProxy extends Shop {
    final Shop target;

    ShopProxy(Shop target) {
      this.target = target;
    }

    @Override
    public Coroutine<String> fetch(String id) {
      return target.fetch(id);
    }

    @Override
    public Coroutine<String> order(String id) {
      return target.order(id);
    }
  }

  static String aSubclassThatPassesCallsOnRunsTheTargetsBodies() {
    Shop shop = new ShopProxy(new Shop("target"));
    return Weft.run(shop.order("a")) + "; " + Weft.run(shop.seal("b"));
  }
}
