package shop;

import static dev.weft.Weft.*;

import dev.weft.Async;
import dev.weft.Coroutine;
import lombok.Cleanup;
import lombok.NonNull;
import lombok.RequiredArgsConstructor;
import lombok.SneakyThrows;
import lombok.val;

@RequiredArgsConstructor
public class Orders {
  private final int count;

  /** Lombok puts a check before the first statement, and a try around awaits. */
  @Async
  @SneakyThrows
  public Coroutine<OrderText> text(@NonNull String item, AutoCloseable resource) {
    @Cleanup AutoCloseable open = resource;
    val order = Order.builder().item(await(found(item))).count(count).build();
    await(yieldNow());
    return result(OrderMapper.INSTANCE.toText(order));
  }

  @Async
  private Coroutine<String> found(String item) {
    await(yieldNow());
    return result("found " + item);
  }
}
