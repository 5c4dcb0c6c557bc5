package dev.weft.samples.mdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testing.VirtualTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class RequestsTest {
  @Test
  void eachLineHasTheRequestOfItsTask() throws IOException {
    assertThat(logged().lines()).containsExactlyElementsOf(expected().lines().toList());
  }

  @Test
  void theThreadOfTheLoopKeepsItsOwnContext() {
    MDC.put("request", "before");
    try {
      assertThat(logged().lines()).startsWith("[before] two requests come in", "[r1] begins");
      assertThat(MDC.get("request")).isEqualTo("before");
    } finally {
      MDC.clear();
    }
  }

  private static String logged() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream console = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      VirtualTime.run(Requests.serve());
    } finally {
      System.setOut(console);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String expected() throws IOException {
    try (InputStream in = Requests.class.getResourceAsStream("/expected.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
