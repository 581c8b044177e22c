package io.pushchannel.benchmarks.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.pushchannel.benchmarks.cost.UnitCost.Bytes;
import io.pushchannel.benchmarks.load.PushTechnique;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.SubjectKind;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TheoryTest {

  /** An empty poll of 200 + 100 bytes, and a full one of 220 + 180 plus messages of 150. */
  private static final UnitCost POLLING =
      new UnitCost(new Bytes(200, 100), new Bytes(220, 180), 150, 50, 0, Bytes.NONE);

  private static final UnitCost STREAM =
      new UnitCost(Bytes.NONE, Bytes.NONE, 160, 60, 8, new Bytes(300, 200));

  /** 20 messages per second, a poll every 0.5 s, a round trip of 10 ms. */
  private final Theory theory = new Theory(20, 0.5, 0.01);

  private static double figure(Map<String, Double> figures, String name) {
    return figures.getOrDefault(name, Double.NaN);
  }

  private static double mean(Theory theory, PushTechnique technique) {
    return figure(theory.latency(technique), "theoryMeanMillis");
  }

  private static double up(Theory theory, PushTechnique technique, UnitCost unit) {
    return figure(theory.bytes(technique, unit), "theoryBytesUpPerMessage");
  }

  private static double down(Theory theory, PushTechnique technique, UnitCost unit) {
    return figure(theory.bytes(technique, unit), "theoryBytesDownPerMessage");
  }

  @Test
  void shortPollingWaitsHalfAnIntervalAndSharesItsPolls() {
    PushTechnique polling = PushTechnique.SHORT_POLLING;
    assertEquals(255, mean(theory, polling), 1e-9);
    assertEquals(605, figure(theory.latency(polling), "theoryMaxMillis"), 1e-9);
    assertEquals(0.1, theory.requestsPerMessage(polling), 1e-9);
    double inVain = Math.exp(-10);
    assertEquals(0.1 * (inVain * 200 + (1 - inVain) * 220), up(theory, polling, POLLING), 1e-9);
    assertEquals(
        150 + 0.1 * (inVain * 100 + (1 - inVain) * 180), down(theory, polling, POLLING), 1e-9);
  }

  @Test
  void rareMessagesMakeMostShortPollsVain() {
    // one message in ten seconds, two polls per second: 20 polls, 19.02 of them without a message
    Theory rare = new Theory(0.1, 0.5, 0.01);
    assertEquals(20, rare.requestsPerMessage(PushTechnique.SHORT_POLLING), 1e-9);
    assertEquals(
        20 * (0.9512 * 300 + 0.0488 * 400) + 150,
        rare.bytesBothWays(PushTechnique.SHORT_POLLING, POLLING),
        0.1);
  }

  @Test
  void longPollingWaitsForTheNextPollNowAndThen() {
    PushTechnique polling = PushTechnique.LONG_POLLING;
    assertEquals(5 + 1000 * 20 * 0.01 * 0.01 / (2 * 1.2), mean(theory, polling), 1e-9);
    assertFalse(theory.latency(polling).containsKey("theoryMaxMillis"));
    assertEquals(1 / 1.2, theory.requestsPerMessage(polling), 1e-9);
    assertEquals(180 / 1.2 + 150, down(theory, polling, POLLING), 1e-9);
  }

  @Test
  void rareMessagesLetLongPollsTimeOut() {
    // the hold of 25 s elapses without a message 1/(e^2.5 - 1) times per message
    Theory rare = new Theory(0.1, 0.5, 0);
    assertEquals(1 + 0.0894, rare.requestsPerMessage(PushTechnique.LONG_POLLING), 1e-4);
    assertEquals(220 + 0.0894 * 200, up(rare, PushTechnique.LONG_POLLING, POLLING), 0.02);
  }

  @Test
  void aStreamNeedsNoRequestsAndGivesSignsOfLifeWhenIdle() {
    assertEquals(5, mean(theory, PushTechnique.WEBSOCKET), 1e-9);
    assertEquals(0, theory.requestsPerMessage(PushTechnique.WEBSOCKET));
    assertEquals(160, down(theory, PushTechnique.WEBSOCKET, STREAM), 1e-9);
    // 15 s pass without a message 1/(e^1.5 - 1) times: a ping of 2 bytes down, a pong of 6 up
    Theory idle = new Theory(0.1, 0.5, 0);
    assertEquals(160 + 0.2872 * 2, down(idle, PushTechnique.WEBSOCKET, STREAM), 1e-3);
    assertEquals(0.2872 * 6, up(idle, PushTechnique.WEBSOCKET, STREAM), 1e-3);
    assertEquals(160 + 0.2872 * 8, down(idle, PushTechnique.SSE, STREAM), 1e-3);
  }

  @Test
  void unitCostsAreReadFromTheFiguresOfARow() {
    for (UnitCost unit : new UnitCost[] {POLLING, STREAM}) {
      Row row = Row.of("cost", "any", SubjectKind.TRANSPORT, 1).figures(unit.figures());
      assertEquals(unit, UnitCost.of(row));
    }
  }
}
