package dev.weft.samples.crawler.gather;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A crawler that makes a task of each page: they run at the same time, and gather waits for all.
 *
 * <p>Run it: {@code mvn -q -Prun -Dsample=crawler-gather process-classes}
 */
public final class GatherCrawler {
  private GatherCrawler() {}

  @Async
  static Coroutine<Void> crawlPage(String url) {
    System.out.println("crawling " + url);
    int sleepTime = Integer.parseInt(url.substring(url.lastIndexOf('_') + 1));
    await(sleep(Duration.ofSeconds(sleepTime)));
    System.out.println("OK " + url);
    return done();
  }

  @Async
  static Coroutine<Void> crawl(List<String> urls) {
    List<Task<Void>> tasks = new ArrayList<>();
    for (String url : urls) {
      tasks.add(createTask(crawlPage(url)));
    }
    await(gather(tasks));
    return done();
  }

  static String spent(Duration time) {
    return String.format(Locale.ROOT, "Cost %.2f s", time.toNanos() / 1e9);
  }

  public static void main(String[] args) {
    long start = System.nanoTime();
    Weft.run(crawl(List.of("url_1", "url_2")));
    System.out.println(spent(Duration.ofNanos(System.nanoTime() - start)));
  }
}
