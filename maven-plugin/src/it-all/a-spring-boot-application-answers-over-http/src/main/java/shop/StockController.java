package shop;

import static dev.weft.Weft.*;

import dev.weft.Async;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class StockController {
  private final Stock stock;

  public StockController(Stock stock) {
    this.stock = stock;
  }

  @Async
  @GetMapping("/stock/{item}")
  public CompletableFuture<ResponseEntity<String>> left(@PathVariable String item) {
    try {
      int left = await(stock.left(item));
      return CompletableFuture.completedFuture(ResponseEntity.ok(item + ": " + left));
    } catch (IllegalArgumentException e) {
      return CompletableFuture.completedFuture(ResponseEntity.status(404).body(e.getMessage()));
    }
  }
}
