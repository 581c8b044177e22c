package io.pushchannel.chaos;

import io.pushchannel.proxy.Direction;
import io.pushchannel.proxy.Ending;
import io.pushchannel.proxy.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws the faults of each connection. The same seed, transport and number give the same plan.
 *
 * @param seed the seed of a transport
 * @param upgrades true if the transport needs an upgrade, which HTTP/1.0 does not have
 */
record FaultPlans(long seed, boolean upgrades) {

  private static final int MAX_BYTES_POWER = 18;

  /** Returns the plan of a connection: no fault with probability 1/3, otherwise 1 to 3 faults. */
  List<Fault> plan(int number) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
    List<Fault> plan = new ArrayList<>();
    int faults = random.nextInt(3) == 0 ? 0 : random.nextInt(1, 4);
    for (int i = 0; i < faults; i++) {
      plan.add(fault(random));
    }
    return plan;
  }

  private Fault fault(SplittableRandom random) {
    Direction direction = random.nextInt(4) == 0 ? Direction.UP : Direction.DOWN;
    Ending ending = random.nextBoolean() ? Ending.FIN : Ending.RST;
    return switch (random.nextInt(12)) {
      case 0, 1 -> new Fault.CutAfter(direction, bytes(random), ending);
      case 2 -> new Fault.StallAfter(direction, bytes(random));
      case 3 -> new Fault.HalfOpenAfter(direction, bytes(random));
      case 4, 5 ->
          new Fault.Delay(direction, millis(random, 40), millis(random, 40), number(random));
      case 6 -> new Fault.Throttle(direction, 1L << random.nextInt(12, 20));
      case 7 -> new Fault.TruncateResponse(random.nextInt(1 << random.nextInt(1, 12)));
      case 8 -> new Fault.RepeatRequest();
      case 9 -> new Fault.HoldResponses(1 << random.nextInt(8, 17));
      case 10 -> new Fault.CloseWhenIdle(millis(random, 400));
      default ->
          upgrades ? new Fault.CutAfter(direction, bytes(random), ending) : new Fault.Http10();
    };
  }

  /** Draws a number of bytes, with the same probability for each order of magnitude. */
  private static long bytes(SplittableRandom random) {
    return random.nextLong(1L << random.nextInt(1, MAX_BYTES_POWER + 1));
  }

  private static Duration millis(SplittableRandom random, int most) {
    return Duration.ofMillis(random.nextInt(1, most + 1));
  }

  private static long number(SplittableRandom random) {
    return random.nextLong();
  }
}
