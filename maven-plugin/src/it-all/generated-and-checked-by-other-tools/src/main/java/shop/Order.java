package shop;

import lombok.Builder;
import lombok.Value;

@Value
@Builder
public class Order {
  String item;
  int count;
}
