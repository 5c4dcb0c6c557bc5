package dev.weft.samples.mdc;

import dev.weft.Carried;
import java.util.Map;
import org.slf4j.MDC;

/** SLF4J's diagnostic context, for {@link dev.weft.EventLoop#carry(Carried)}. */
final class CarriedMdc implements Carried<Map<String, String>> {
  @Override
  public Map<String, String> capture() {
    return MDC.getCopyOfContextMap();
  }

  @Override
  public void restore(Map<String, String> state) {
    if (state == null) {
      MDC.clear();
    } else {
      MDC.setContextMap(state);
    }
  }
}
