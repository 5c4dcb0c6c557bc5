package dev.weft.samples.mdc;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.toThread;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Weft;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Two requests are handled at the same time on one thread, and each logs with its own id, also from
 * the thread of an executor.
 *
 * <p>Run it: {@code mvn -q -Prun -Dsample=mdc process-classes}
 */
public final class Requests {
  private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

  private Requests() {}

  @Async
  static Coroutine<Void> handle(String request, int millis) {
    MDC.put("request", request);
    LOG.info("begins");
    await(sleep(Duration.ofMillis(millis)));
    LOG.info("has looked things up");
    await(toThread(Requests::store));
    LOG.info("ends");
    return done();
  }

  private static Void store() {
    LOG.info("is stored by another thread");
    return null;
  }

  @Async
  static Coroutine<Void> serve() {
    EventLoop.current().carry(new CarriedMdc());
    LOG.info("two requests come in");
    await(gather(handle("r1", 1000), handle("r2", 500)));
    LOG.info("both are served");
    return done();
  }

  public static void main(String[] args) {
    Weft.run(serve());
  }
}
