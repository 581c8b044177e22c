package io.pushchannel.benchmarks.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.Cursor;
import io.pushchannel.Message;
import io.pushchannel.benchmarks.channels.Transport;
import io.pushchannel.benchmarks.cost.UnitCost.Bytes;
import org.junit.jupiter.api.Test;

class TheoryTest {

  /** An empty poll of 200 + 100 bytes, and a full one of 220 + 180 plus messages of 150. */
  private static final UnitCost POLLING =
      new UnitCost(new Bytes(200, 100), new Bytes(220, 180), 150, 50, 0, Bytes.NONE);

  private static final UnitCost STREAM =
      new UnitCost(Bytes.NONE, Bytes.NONE, 160, 60, 8, new Bytes(300, 200));

  /** 20 messages per second, a poll every 0.5 s, a round trip of 10 ms. */
  private final Theory theory = new Theory(20, 0.5, 0.01);

  @Test
  void shortPollingWaitsHalfAnIntervalAndSharesItsPolls() {
    Prediction prediction = theory.predict(Transport.SHORT_POLLING, POLLING);
    assertEquals(255, prediction.meanMillis(), 1e-9);
    assertEquals(605, prediction.maxMillis(), 1e-9);
    assertEquals(0.1, prediction.requests(), 1e-9);
    double inVain = Math.exp(-10);
    assertEquals(0.1 * (inVain * 200 + (1 - inVain) * 220), prediction.bytesUp(), 1e-9);
    assertEquals(150 + 0.1 * (inVain * 100 + (1 - inVain) * 180), prediction.bytesDown(), 1e-9);
  }

  @Test
  void rareMessagesMakeMostShortPollsVain() {
    // one message in ten seconds, two polls per second: 20 polls, 19.02 of them without a message
    Prediction prediction = new Theory(0.1, 0.5, 0.01).predict(Transport.SHORT_POLLING, POLLING);
    assertEquals(20, prediction.requests(), 1e-9);
    assertEquals(20 * (0.9512 * 300 + 0.0488 * 400) + 150, prediction.bytes(), 0.1);
  }

  @Test
  void longPollingWaitsForTheNextPollNowAndThen() {
    Prediction prediction = theory.predict(Transport.LONG_POLLING, POLLING);
    assertEquals(5 + 1000 * 20 * 0.01 * 0.01 / (2 * 1.2), prediction.meanMillis(), 1e-9);
    assertNull(prediction.maxMillis());
    assertEquals(1 / 1.2, prediction.requests(), 1e-9);
    assertEquals(180 / 1.2 + 150, prediction.bytesDown(), 1e-9);
  }

  @Test
  void rareMessagesLetLongPollsTimeOut() {
    // the hold of 25 s elapses without a message 1/(e^2.5 - 1) times per message
    Prediction prediction = new Theory(0.1, 0.5, 0).predict(Transport.LONG_POLLING, POLLING);
    assertEquals(1 + 0.0894, prediction.requests(), 1e-4);
    assertEquals(220 + 0.0894 * 200, prediction.bytesUp(), 0.02);
  }

  @Test
  void aStreamNeedsNoRequestsAndGivesSignsOfLifeWhenIdle() {
    Prediction prediction = theory.predict(Transport.WEBSOCKET, STREAM);
    assertEquals(5, prediction.meanMillis(), 1e-9);
    assertEquals(0, prediction.requests());
    assertEquals(160, prediction.bytesDown(), 1e-9);
    // 15 s pass without a message 1/(e^1.5 - 1) times: a ping of 2 bytes down, a pong of 6 up
    Prediction idle = new Theory(0.1, 0.5, 0).predict(Transport.WEBSOCKET, STREAM);
    assertEquals(160 + 0.2872 * 2, idle.bytesDown(), 1e-3);
    assertEquals(0.2872 * 6, idle.bytesUp(), 1e-3);
    assertEquals(
        160 + 0.2872 * 8, new Theory(0.1, 0.5, 0).predict(Transport.SSE, STREAM).bytesDown(), 1e-3);
  }

  @Test
  void shortPollingNeedsFewerRequestsAboveTheCrossover() {
    assertTrue(theory.shortPollingNeedsFewerRequests());
    assertFalse(new Theory(1, 0.5, 0.01).shortPollingNeedsFewerRequests());
  }

  @Test
  void aMessageIsAsLargeAsItsEncodings() {
    Message message = new Message(Cursor.parse("9f3ac2d1-7"), "t", "hi");
    int batch = ",{'id':'9f3ac2d1-7','topic':'t','data':'hi'}".length();
    assertEquals(batch, MessageSizes.of(Transport.SHORT_POLLING, message));
    assertEquals(
        "24\r\nevent: t\nid: 9f3ac2d1-7\ndata: hi\n\n\r\n".length(),
        MessageSizes.of(Transport.SSE, message));
    assertEquals(2 + batch - 1, MessageSizes.of(Transport.WEBSOCKET, message));
  }
}
