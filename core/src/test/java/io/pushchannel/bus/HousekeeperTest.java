package io.pushchannel.bus;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HousekeeperTest {

  @Test
  void goesOnThoughATaskFailed() throws InterruptedException {
    CountDownLatch runs = new CountDownLatch(3);
    Housekeeper housekeeper =
        Housekeeper.start(
            () -> {
              runs.countDown();
              throw new OutOfMemoryError("a seeded fault");
            },
            Duration.ofMillis(1));
    assertTrue(runs.await(10, TimeUnit.SECONDS), () -> runs.getCount() + " runs missing");
    housekeeper.stop();
  }
}
