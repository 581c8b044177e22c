package io.pushchannel.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pushchannel.RecordingLogger;
import io.pushchannel.Retention;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A failed publish whose stage the caller ignores. */
class FailedPublishesTest {

  private final RecordingLogger log = new RecordingLogger();
  private final AtomicLong clock = new AtomicLong();
  private final MemoryBus bus = new MemoryBus(Retention.DEFAULT, clock::get, log);

  @Test
  void aThousandFailuresOfOneKindAreOneWarningAMinute() {
    for (int i = 0; i < 1000; i++) {
      bus.publish("t", "secret \ud800");
    }
    String warning =
        "WARN A publish on topic t failed: data must be valid Unicode, has half a surrogate pair at"
            + " index 7";
    assertEquals(List.of(warning), log.lines());
    clock.addAndGet(60_000);
    bus.publish("t", "secret \ud800");
    assertEquals(List.of(warning, warning + " (and 999 more like it since the last)"), log.lines());
    bus.close();
  }

  @Test
  void eachKindIsReported() {
    bus.publish("line\nbreak", "x");
    bus.publish("t", "one", "k");
    bus.publish("t", "two", "k");
    bus.close();
    bus.publish("t", "three");
    assertEquals(3, log.warnings().size(), () -> log.lines().toString());
    assertEquals("WARN A publish on topic t failed: the bus is closed", log.lines().get(2));
  }

  @Test
  void aSuccessfulPublishLogsNothing() {
    bus.publish("t", "x", "k");
    bus.publish("t", "x", "k");
    assertEquals(List.of(), log.lines());
    bus.close();
  }
}
