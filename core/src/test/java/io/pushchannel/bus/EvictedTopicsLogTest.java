package io.pushchannel.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pushchannel.RecordingLogger;
import io.pushchannel.Retention;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The warning that a bus has more topics than it may keep. */
class EvictedTopicsLogTest {

  private static final Retention HOURLY = Retention.builder().age(Duration.ofHours(1)).build();

  private final RecordingLogger log = new RecordingLogger();
  private final AtomicLong clock = new AtomicLong();

  @Test
  void evictedTopicsAreOneWarning() {
    MemoryBus bus = new MemoryBus(HOURLY.toBuilder().topics(2).build(), clock::get, log);
    for (int i = 0; i < 5; i++) {
      bus.publish("t" + i, "x");
    }
    bus.expire();
    bus.publish("more", "x");
    bus.expire();
    assertEquals(
        List.of(
            "WARN Topics lost all their messages because of a limit: 3 so far; the limits are"
                + " Retention.topics 2 and Retention.totalBytes "
                + HOURLY.totalBytes()),
        log.lines());
    bus.close();
  }

  @Test
  void theLimitOfAllMemoryCountsToo() {
    Retention small = HOURLY.toBuilder().bytes(10_000).totalBytes(20_000).build();
    MemoryBus bus = new MemoryBus(small, clock::get, log);
    for (int i = 0; i < 9; i++) {
      bus.publish("t" + i, "x".repeat(4000));
    }
    bus.expire();
    assertEquals(1, log.warnings().size(), () -> log.lines().toString());
    bus.close();
  }

  @Test
  void messagesThatWereEvictedByAgeAreNoWarning() {
    MemoryBus bus = new MemoryBus(HOURLY, clock::get, log);
    bus.publish("t", "x");
    clock.addAndGet(Duration.ofHours(2).toMillis());
    bus.expire();
    bus.expire();
    assertEquals(List.of(), log.lines());
    bus.close();
  }
}
