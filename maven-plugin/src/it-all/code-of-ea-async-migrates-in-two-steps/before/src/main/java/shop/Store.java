package shop;

import static com.ea.async.Async.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A store as one writes it with EA Async. */
public class Store {
  private final Bank bank;
  private final Products products;

  public Store(Bank bank, Products products) {
    this.bank = bank;
    this.products = products;
  }

  public CompletableFuture<Boolean> buyItem(String itemTypeId, int cost) {
    if (!await(bank.decrement(cost))) {
      return CompletableFuture.completedFuture(false);
    }
    try {
      await(products.giveItem(itemTypeId));
      return CompletableFuture.completedFuture(true);
    } catch (RuntimeException e) {
      await(bank.refund(cost));
      throw new IllegalStateException("refunded", e);
    }
  }

  public CompletableFuture<List<String>> buyAll(List<String> items) {
    List<String> bought = new ArrayList<>();
    for (String item : items) {
      if (await(buyItem(item, 10))) {
        bought.add(item);
      }
    }
    return CompletableFuture.completedFuture(bought);
  }

  public CompletionStage<String> title(String itemTypeId) {
    return CompletableFuture.completedFuture("Title: " + await(products.name(itemTypeId)));
  }

  /** Awaits nothing: stays as it is. */
  public CompletableFuture<String> name(String itemTypeId) {
    return products.name(itemTypeId).thenApply(String::trim);
  }

  public interface Bank {
    CompletableFuture<Boolean> decrement(int cost);

    CompletableFuture<Void> refund(int cost);
  }

  public interface Products {
    CompletableFuture<Void> giveItem(String itemTypeId);

    CompletableFuture<String> name(String itemTypeId);
  }
}
