package shop;

import static dev.weft.Weft.*;

import dev.weft.Async;
import dev.weft.Coroutine;

public class Prices {
  public sealed interface Item {}

  public record Tea(int grams) implements Item {}

  public record Pair(Item left, Item right) implements Item {}

  @Async
  public Coroutine<Integer> price(Item item) {
    return result(
        switch (item) {
          case Tea(int grams) when grams > await(limit()) -> grams;
          case Tea(int grams) -> 2 * grams;
          case Pair(var left, var right) -> await(price(left)) + await(price(right));
        });
  }

  @Async
  private Coroutine<Integer> limit() {
    await(yieldNow());
    return result(100);
  }
}
