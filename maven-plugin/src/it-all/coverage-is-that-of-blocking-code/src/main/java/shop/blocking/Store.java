package shop.blocking;

public interface Store {
  Integer get(int key);

  Integer failing(int key);

  void close();
}
