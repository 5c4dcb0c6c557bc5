package shop.suspending;

import dev.weft.Coroutine;

public interface Store {
  Coroutine<Integer> get(int key);

  Coroutine<Integer> failing(int key);

  void close();
}
