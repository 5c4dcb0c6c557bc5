package dev.weft.samples.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HttpRequestsTest {
  @Test
  void printsWhatIsExpected() throws IOException {
    assertThat(output().lines()).containsExactlyElementsOf(expected().lines().toList());
  }

  private static String output() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream console = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      HttpRequests.main(new String[0]);
    } finally {
      System.setOut(console);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String expected() throws IOException {
    try (InputStream in = HttpRequests.class.getResourceAsStream("/expected.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
