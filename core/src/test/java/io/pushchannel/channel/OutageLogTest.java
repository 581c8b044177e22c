package io.pushchannel.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pushchannel.Cursor;
import io.pushchannel.RecordingLogger;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutageLogTest {

  private static final Cursor AFTER = Cursor.parse("e1-7");

  private final RecordingLogger log = new RecordingLogger();
  private final OutageLog outage = new OutageLog(log, "channel");

  @Test
  void aFirstConnectionIsNothingToSpeakOf() {
    outage.opened(AFTER);
    assertEquals(List.of(), log.lines());
  }

  @Test
  void manyFailuresAreOneWarningAndOneReturn() {
    for (int i = 0; i < 1000; i++) {
      outage.ended(new IOException("refused"), i);
    }
    outage.opened(AFTER);
    assertEquals(
        List.of(
            "WARN channel ended (java.io.IOException: refused); the next attempt comes in 0 ms",
            "INFO channel is back, after e1-7"),
        log.lines());
  }

  @Test
  void aServerThatAcceptsOnlyToDropIsOneOutage() {
    for (int i = 0; i < 1000; i++) {
      outage.ended(new IOException("dropped"), i);
      outage.opened(AFTER);
    }
    assertEquals(2, log.lines().size(), () -> log.lines().toString());
  }

  @Test
  void anotherOutageIsToldAgain() {
    outage.ended(new IOException("first"), 1);
    outage.opened(AFTER);
    outage.over();
    outage.ended(new IOException("second"), 2);
    outage.opened(AFTER);
    assertEquals(4, log.lines().size(), () -> log.lines().toString());
  }

  @Test
  void aServerThatAsksToComeBackIsNoWarning() {
    outage.ended(null, 1500);
    assertEquals(
        List.of(
            "INFO channel ended (the server asked to come back); the next attempt comes in 1500"
                + " ms"),
        log.lines());
  }

  @Test
  void anAttemptWithoutProgressIsOneMoreWarning() {
    outage.ended(new IOException("too large"), 1);
    for (int i = 0; i < 1000; i++) {
      outage.stuck(AFTER, new IOException("too large"), 30_000);
    }
    assertEquals(
        List.of(
            "WARN channel ended (java.io.IOException: too large); the next attempt comes in 1 ms",
            "WARN channel makes no progress after e1-7 (java.io.IOException: too large); the next"
                + " attempt comes in 30000 ms"),
        log.lines());
  }
}
