package io.pushchannel.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pushchannel.Cursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

class OutageLogTest {

  private static final Cursor AFTER = new Cursor("e1", 7);

  private final List<String> lines = new ArrayList<>();
  private final OutageLog outage = new OutageLog(new RecordingLogger(), "channel");

  @Test
  void aFirstConnectionIsNothingToSpeakOf() {
    outage.opened(AFTER);
    assertEquals(List.of(), lines);
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
        lines);
  }

  @Test
  void aServerThatAcceptsOnlyToDropIsOneOutage() {
    for (int i = 0; i < 1000; i++) {
      outage.ended(new IOException("dropped"), i);
      outage.opened(AFTER);
    }
    assertEquals(2, lines.size(), lines::toString);
  }

  @Test
  void anotherOutageIsToldAgain() {
    outage.ended(new IOException("first"), 1);
    outage.opened(AFTER);
    outage.over();
    outage.ended(new IOException("second"), 2);
    outage.opened(AFTER);
    assertEquals(4, lines.size(), lines::toString);
  }

  @Test
  void aServerThatAsksToComeBackIsNoWarning() {
    outage.ended(null, 1500);
    assertEquals(
        List.of(
            "INFO channel ended (the server asked to come back); the next attempt comes in 1500"
                + " ms"),
        lines);
  }

  /** Keeps what is INFO and above. */
  private final class RecordingLogger extends LegacyAbstractLogger {

    private static final long serialVersionUID = 1L;

    @Override
    protected String getFullyQualifiedCallerName() {
      return RecordingLogger.class.getName();
    }

    @Override
    protected void handleNormalizedLoggingCall(
        Level level, Marker marker, String pattern, Object[] arguments, Throwable thrown) {
      lines.add(level + " " + MessageFormatter.basicArrayFormat(pattern, arguments));
    }

    @Override
    public boolean isTraceEnabled() {
      return false;
    }

    @Override
    public boolean isDebugEnabled() {
      return false;
    }

    @Override
    public boolean isInfoEnabled() {
      return true;
    }

    @Override
    public boolean isWarnEnabled() {
      return true;
    }

    @Override
    public boolean isErrorEnabled() {
      return true;
    }
  }
}
