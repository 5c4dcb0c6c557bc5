package shop;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

class Cart {
  @Async Coroutine<String> read(HttpRequest request) throws Exception { return result(await(result("nothing"))); }

  static class Remote extends Cart {
    private final HttpClient client = HttpClient.newHttpClient();

    @Override Coroutine<String> read(HttpRequest request) throws IOException, InterruptedException {
      return result(client.send(request, BodyHandlers.ofString()).body()); // warning: WEFT-210
    }
  }
}
