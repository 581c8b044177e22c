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
      bus.append("t", "secret \ud800", null);
    }
    String warning =
        "WARN A publish on topic t failed: data must be valid Unicode, has half a surrogate pair at"
            + " index 7";
    assertEquals(List.of(warning), log.lines());
    clock.addAndGet(60_000);
    bus.append("t", "secret \ud800", null);
    assertEquals(List.of(warning, warning + " (and 999 more like it since the last)"), log.lines());
    bus.close();
  }

  @Test
  void eachKindIsReported() {
    bus.append("line\nbreak", "x", null);
    bus.append("t", "one", "k");
    bus.append("t", "two", "k");
    bus.close();
    bus.append("t", "three", null);
    assertEquals(3, log.warnings().size(), () -> log.lines().toString());
    assertEquals("WARN A publish on topic t failed: the bus is closed", log.lines().get(2));
  }

  @Test
  void aSuccessfulPublishLogsNothing() {
    bus.append("t", "x", "k");
    bus.append("t", "x", "k");
    assertEquals(List.of(), log.lines());
    bus.close();
  }
}
