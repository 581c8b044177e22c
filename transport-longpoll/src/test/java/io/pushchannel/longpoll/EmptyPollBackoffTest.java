package io.pushchannel.longpoll;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EmptyAnswersTest {

  private long now;
  private final EmptyPollBackoff empty = new EmptyPollBackoff(Duration.ofSeconds(25), () -> now);

  private long pauseAfter(boolean isEmpty, Duration answeredAfter) {
    empty.requested();
    now += answeredAfter.toNanos();
    empty.received(isEmpty);
    return empty.pauseMillis();
  }

  @Test
  void anAnswerWithMessagesIsFollowedByTheNextPollAtOnce() {
    assertEquals(0, pauseAfter(false, Duration.ZERO));
  }

  @Test
  void anEmptyAnswerAfterItsWaitIsNoReasonToPause() {
    assertEquals(0, pauseAfter(true, Duration.ofSeconds(25)));
  }

  @Test
  void emptyAnswersAtOnceArePausedForLongerAndLonger() {
    assertEquals(50, pauseAfter(true, Duration.ZERO));
    assertEquals(100, pauseAfter(true, Duration.ZERO));
    for (int i = 0; i < 10; i++) {
      pauseAfter(true, Duration.ZERO);
    }
    assertEquals(5000, empty.pauseMillis());
  }

  @Test
  void oneGoodAnswerMakesThemForgotten() {
    pauseAfter(true, Duration.ZERO);
    assertEquals(0, pauseAfter(false, Duration.ZERO));
    assertEquals(50, pauseAfter(true, Duration.ZERO));
  }
}
