package shop;

// error without a line: WEFT-116
class Cart {
  int next(int count) {
    return count + 1;
  }
}
