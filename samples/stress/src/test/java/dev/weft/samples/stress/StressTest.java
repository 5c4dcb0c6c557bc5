package dev.weft.samples.stress;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Worlds in virtual time, each made from a seed, which a failure names. {@code
 * -Dweft.stress.minutes=10} goes on with fresh seeds for ten minutes instead of a second; {@code
 * -Dweft.stress.seed=…} lives one again.
 */
class StressTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void nothingIsLostInAWorldThatWasSeenBefore(long seed) {
    new World(seed).live();
  }

  @Test
  void nothingIsLostInAWorldThatIsNew() {
    Long again = Long.getLong("weft.stress.seed");
    if (again != null) {
      new World(again).live();
      return;
    }
    Integer minutes = Integer.getInteger("weft.stress.minutes");
    Duration time = minutes == null ? Duration.ofSeconds(1) : Duration.ofMinutes(minutes);
    long start = System.nanoTime();
    long seed = start;
    long visits = 0;
    System.out.println("seeds from " + start);
    do {
      visits += new World(seed++).live();
    } while (System.nanoTime() - start < time.toNanos());
    System.out.println((seed - start) + " worlds, " + visits + " visits");
  }
}
