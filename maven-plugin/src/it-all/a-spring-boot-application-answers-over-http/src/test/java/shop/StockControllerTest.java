package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "server.address=127.0.0.1")
class StockControllerTest {
  @LocalServerPort private int port;
  @Autowired private Stock stock;
  @Autowired private Watch watch;

  @Test
  void theServiceBehindItsProxyAnswers() throws Exception {
    assertNotEquals(Stock.class, stock.getClass(), "is a proxy");
    HttpResponse<String> answer = get("/stock/tea");
    assertEquals(200, answer.statusCode());
    assertEquals("tea: 113", answer.body());
    HttpResponse<String> failure = get("/stock/nothing");
    assertEquals(404, failure.statusCode());
    assertEquals("no nothing", failure.body());
    assertEquals(2, watch.calls.get());
  }

  private HttpResponse<String> get(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
