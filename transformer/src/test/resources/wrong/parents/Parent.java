package wrong.parents;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;

public class Parent<K> {
  @Async
  public Coroutine<K> load(K key) throws Exception {
    return result(await(result(key)));
  }
}
