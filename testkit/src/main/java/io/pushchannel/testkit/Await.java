package io.pushchannel.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * Waits for what nobody tells of. What other threads throw meanwhile is not this test's business.
 */
final class Await {

  private Await() {}

  /** Waits until {@code condition} holds; fails, saying {@code what}, if it does not in time. */
  static void until(String what, Duration atMost, Callable<Boolean> condition) {
    await(what).atMost(atMost).until(condition);
  }

  /** Watches {@code condition} hold for so long; fails, saying {@code what}, when it does not. */
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
