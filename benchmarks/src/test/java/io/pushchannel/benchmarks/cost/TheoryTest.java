package io.pushchannel.benchmarks.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.Cursor;
import io.pushchannel.Message;
import org.junit.jupiter.api.Test;

class TheoryTest {

  private static final MessageSizes SIZES = new MessageSizes(150, 160, 152);
  private static final PollCost POLL = new PollCost(200, 300);

  /** 20 messages a second, a poll every half second, a round trip of 10 ms. */
  private final Theory theory = new Theory(20, 0.5, 0.01, SIZES);

  @Test
  void shortPollingWaitsHalfAnIntervalAndSharesItsPolls() {
    Prediction prediction = theory.predict(Technique.SHORT_POLLING, POLL);
    assertEquals(255, prediction.meanMillis(), 1e-9);
    assertEquals(505, prediction.maxMillis(), 1e-9);
    assertEquals(0.1, prediction.requests(), 1e-9);
    assertEquals(20, prediction.bytesUp(), 1e-9);
    assertEquals(180, prediction.bytesDown(), 1e-9);
  }

  @Test
  void longPollingWaitsForTheNextPollNowAndThen() {
    Prediction prediction = theory.predict(Technique.LONG_POLLING, POLL);
    assertEquals(5 + 1000 * 20 * 0.01 * 0.01 / (2 * 1.2), prediction.meanMillis(), 1e-9);
    assertNull(prediction.maxMillis());
    assertEquals(1 / 1.2, prediction.requests(), 1e-9);
    assertEquals(300 / 1.2 + 150, prediction.bytesDown(), 1e-9);
  }

  @Test
  void aStreamNeedsNoRequests() {
    Prediction prediction = theory.predict(Technique.WEBSOCKET, POLL);
    assertEquals(5, prediction.meanMillis(), 1e-9);
    assertEquals(0, prediction.requests());
    assertEquals(152, prediction.bytesDown());
  }

  @Test
  void shortPollingNeedsFewerRequestsAboveTheCrossover() {
    assertTrue(theory.shortPollingNeedsFewerRequests());
    assertFalse(new Theory(1, 0.5, 0.01, SIZES).shortPollingNeedsFewerRequests());
  }

  @Test
  void aMessageIsAsLargeAsItsEncodings() {
    Message message = new Message(new Cursor("9f3ac2d1", 7), "t", "hi");
    MessageSizes sizes = MessageSizes.of(message);
    assertEquals(",{'id':'9f3ac2d1-7','topic':'t','data':'hi'}".length(), sizes.batch());
    assertEquals("24\r\nevent: t\nid: 9f3ac2d1-7\ndata: hi\n\n\r\n".length(), sizes.sse());
    assertEquals(2 + sizes.batch() - 1, sizes.webSocket());
  }
}
