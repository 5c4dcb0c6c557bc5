package dev.weft.samples.http;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Awaits the CompletableFutures of the JDK's HttpClient, several at the same time. The server,
 * which is part of the program, answers none of the requests before all have arrived.
 *
 * <p>Run it: {@code mvn -q -Prun -Dsample=http process-classes}
 */
public final class HttpRequests {
  private static final List<String> NAMES = List.of("Ada", "Grace", "Barbara");

  private HttpRequests() {}

  @Async
  static Coroutine<String> fetch(HttpClient client, URI uri) {
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    HttpResponse<String> response = await(client.sendAsync(request, BodyHandlers.ofString()));
    return result(uri.getPath() + ": " + response.statusCode() + " " + response.body());
  }

  @Async
  static Coroutine<Void> fetchAll(HttpClient client, URI server) {
    List<Coroutine<String>> fetches = new ArrayList<>();
    for (String name : NAMES) {
      fetches.add(fetch(client, server.resolve("/" + name)));
    }
    for (String page : await(gather(fetches))) {
      System.out.println(page);
    }
    return done();
  }

  /** Answers once as many requests are there as will be made. */
  private static void answer(HttpExchange exchange, CyclicBarrier together) throws IOException {
    try (exchange) {
      together.await(10, TimeUnit.SECONDS);
      String name = exchange.getRequestURI().getPath().substring(1);
      byte[] body = ("Hello, " + name).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (Exception e) {
      throw new IOException("the requests did not come together", e);
    }
  }

  public static void main(String[] args) throws IOException {
    CyclicBarrier together = new CyclicBarrier(NAMES.size());
    ExecutorService threads = Executors.newFixedThreadPool(NAMES.size());
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, together));
    server.start();
    try {
      URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      Weft.run(fetchAll(HttpClient.newHttpClient(), uri));
    } finally {
      server.stop(0);
      threads.shutdown();
    }
  }
}
