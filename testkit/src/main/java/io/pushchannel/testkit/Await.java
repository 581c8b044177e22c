package io.pushchannel.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for conditions by polling. Ignores exceptions of other threads. */
final class Await {

  private Await() {}

  /** Waits until {@code condition} holds. Fails with the text {@code what} after {@code atMost}. */
  static void until(String what, Duration atMost, Callable<Boolean> condition) {
    await(what).atMost(atMost).until(condition);
  }

  /** Checks that {@code condition} holds for {@code time}. Otherwise fails with {@code what}. */
  static void holds(String what, Duration time, Callable<Boolean> condition) {
    await(what).during(time).atMost(time.multipliedBy(10)).until(condition);
  }

  private static ConditionFactory await(String what) {
    return Awaitility.await(what)
        .dontCatchUncaughtExceptions()
        .pollInterval(Duration.ofMillis(20))
        .pollInSameThread();
  }
}
