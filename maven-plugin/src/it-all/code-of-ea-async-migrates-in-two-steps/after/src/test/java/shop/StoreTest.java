package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class StoreTest {
  private final List<CompletableFuture<Boolean>> decrements = new ArrayList<>();
  private final List<Integer> refunds = new ArrayList<>();
  private CompletableFuture<Void> given = CompletableFuture.completedFuture(null);

  private final Store store =
      new Store(
          new Store.Bank() {
            @Override
            public CompletableFuture<Boolean> decrement(int cost) {
              CompletableFuture<Boolean> future = new CompletableFuture<>();
              decrements.add(future);
              return future;
            }

            @Override
            public CompletableFuture<Void> refund(int cost) {
              refunds.add(cost);
              return CompletableFuture.completedFuture(null);
            }
          },
          new Store.Products() {
            @Override
            public CompletableFuture<Void> giveItem(String itemTypeId) {
              return given;
            }

            @Override
            public CompletableFuture<String> name(String itemTypeId) {
              return CompletableFuture.completedFuture(" " + itemTypeId + " ");
            }
          });

  @Test
  void runsAtOnceUpToTheFirstSuspensionAndThenWhereTheFutureCompletes() {
    CompletableFuture<Boolean> bought = store.buyItem("sword", 10);
    assertEquals(1, decrements.size());
    assertFalse(bought.isDone());
    decrements.get(0).complete(true);
    assertTrue(bought.join());
  }

  @Test
  void awaitsInALoop() {
    CompletableFuture<List<String>> bought = store.buyAll(List.of("sword", "shield", "helmet"));
    decrements.get(0).complete(true);
    decrements.get(1).complete(false);
    decrements.get(2).complete(true);
    assertEquals(List.of("sword", "helmet"), bought.join());
  }

  @Test
  void catchesWhatTheAwaitedFutureFailsWith() {
    given = CompletableFuture.failedFuture(new RuntimeException("no sword left"));
    CompletableFuture<Boolean> bought = store.buyItem("sword", 10);
    decrements.get(0).complete(true);
    CompletionException e = assertThrows(CompletionException.class, bought::join);
    assertEquals("refunded", e.getCause().getMessage());
    assertEquals("no sword left", e.getCause().getCause().getMessage());
    assertEquals(List.of(10), refunds);
  }

  @Test
  void stagesAndMethodsThatAwaitNothingAreAsBefore() {
    assertEquals("Title:  sword ", store.title("sword").toCompletableFuture().join());
    assertEquals("sword", store.name("sword").join());
  }
}
