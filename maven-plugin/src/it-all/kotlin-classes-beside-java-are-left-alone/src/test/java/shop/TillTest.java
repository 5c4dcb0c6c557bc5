package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TillTest {
  @Test
  void kotlinRunsWhatJavaAwaits() {
    assertEquals(9, new Till(new Stock()).take(2));
  }
}
