package programs;

import static dev.weft.Weft.*;

import dev.weft.*;
import java.time.Duration;

/** What a debugger stops in. The test knows the lines by their comments. */
public class Debugged {
  @Async
  static Coroutine<Integer> number(int value, boolean suspend) {
    if (suspend) {
      await(yieldNow());
    }
    return result(value * 2);
  }

  @Async
  static Coroutine<Integer> work(int seed, boolean suspend) {
    int base = seed + 1;
    String text = "t" + base; // before
    int got = await(number(base, suspend)); // await
    int sum = got + base; // after
    System.out.println(text + sum); // print
    return result(sum);
  }

  @Async
  static Coroutine<Integer> pause(int seed) {
    int kept = seed + 1;
    int unused = seed + 2; // pause before
    await(sleep(Duration.ofMillis(1))); // pause
    int more = kept + 1; // pause after
    return result(more); // pause end
  }

  public static void main(String[] args) {
    Weft.run(work(20, args.length > 0));
    Weft.run(pause(1)); // main end
  }
}
