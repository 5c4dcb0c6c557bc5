package dev.weft.samples.crawler.sequential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testing.VirtualTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequentialCrawlerTest {
  @Test
  void printsWhatIsExpectedAndWaitsForThreeSecondsInVirtualTime() throws IOException {
    assertThat(inVirtualTime().lines()).containsExactlyElementsOf(expected().lines().toList());
  }

  private static String inVirtualTime() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream console = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try (VirtualTime time = VirtualTime.create()) {
      time.complete(SequentialCrawler.crawl(List.of("url_1", "url_2")));
      System.out.println(SequentialCrawler.spent(time.elapsed()));
    } finally {
      System.setOut(console);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String expected() throws IOException {
    try (InputStream in = SequentialCrawler.class.getResourceAsStream("/expected.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
