package shop;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.io.IOException;
import java.io.StringReader;

class Cart {
  @Async
  Coroutine<Integer> read(String text) throws IOException {
    try (StringReader in = new StringReader(text)) {
      return count(in); // error: WEFT-114
    }
  }

  @Async
  Coroutine<Integer> count(StringReader in) throws IOException {
    return result(await(result(in.read())));
  }
}
