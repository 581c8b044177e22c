package io.pushchannel.benchmarks.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.benchmarks.load.Technique;
import io.pushchannel.benchmarks.result.Kind;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.Run;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the rig with short scenarios against real child processes. */
class RigTest {

  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir Path folder;

  private Row row(Scenario scenario) throws IOException, InterruptedException {
    List<Row> rows = scenario.run(new Setting(1, 7, folder));
    assertEquals(1, rows.size());
    return rows.get(0);
  }

  @Test
  void latencyAtARateHasPercentilesTheoryAndAHistogram() throws Exception {
    Subject polling = Subject.ours(Technique.SHORT_POLLING);
    Row row = row(new LatencyAtRate(polling, 5, 100, 100, 20, SHORT));
    assertTrue(row.ledger() != null && row.ledger().isClean(), row.toString());
    double p50 = row.get("p50Millis").orElseThrow();
    assertTrue(p50 > 0 && p50 <= row.get("maxMillis").orElseThrow(), row.toString());
    assertEquals(0.5, row.get("theoryRequestsPerMessage").orElseThrow());
    assertTrue(Files.exists(folder.resolve(String.valueOf(row.histogram()))), row.toString());
  }

  @Test
  void whatCanariesHearLateOfTheWarmUpIsNotCounted() throws Exception {
    Subject polling = Subject.ours(Technique.SHORT_POLLING);
    LatencyAtRate scenario = new LatencyAtRate(polling, 1, 100, 100, 1000, SHORT);
    Row row =
        scenario
            .run(new Setting(1, 8, folder))
            .get(0); // with this seed, it polls before the canaries do
    assertTrue(row.ledger() != null && row.ledger().isClean(), row.toString());
  }

  @Test
  void aCutAndAResumeLoseNothing() throws Exception {
    Row resumed = row(new Resume(Subject.ours(Technique.SSE), 5, 200, 100));
    assertTrue(resumed.flags().isEmpty(), resumed.toString());
    assertEquals(1000, resumed.ledger().delivered());
    assertTrue(resumed.get("messagesPerSecond").orElseThrow() > 0);
  }

  @Test
  void idleConnectionsOfEachKindCostSomeKilobytesEach() throws Exception {
    for (Technique technique :
        List.of(Technique.LONG_POLLING, Technique.SSE, Technique.WEBSOCKET)) {
      Row row = row(new IdleMemory(Subject.ours(technique), List.of(50, 450)));
      double heap = row.get("heapBytesPerConnection").orElseThrow();
      assertTrue(heap > 100 && heap < 20_000, row.toString());
    }
  }

  @Test
  void afterAStormAllAreBackAndNothingIsLost() throws Exception {
    for (Technique technique : List.of(Technique.SHORT_POLLING, Technique.WEBSOCKET)) {
      Row row = row(new Storm(Subject.ours(technique), 20, 50, 100, SHORT, SHORT));
      assertTrue(row.ledger() != null && row.ledger().isClean(), row.toString());
      double half = row.get("half50Millis").orElseThrow();
      double all = row.get("backAllMillis").orElseThrow();
      assertTrue(half > 0 && half <= all && all < 10_000, row.toString());
    }
  }

  @Test
  void thoseWhoStopReadingAreNotCountedAsLost() throws Exception {
    Row row = row(new SlowConsumers(Subject.ours(Technique.SSE), 20, 100, 1024, SHORT));
    assertTrue(row.ledger() != null && row.ledger().isClean(), row.toString());
    assertTrue(row.ledger().delivered() > 0 && row.get("ratio").orElseThrow() > 0, row.toString());
  }

  @Test
  void eachScenarioRunsOnceARoundInAnOrderOfItsOwnAndFailuresAreNoted() {
    List<String> ran = new ArrayList<>();
    List<Scenario> scenarios = new ArrayList<>();
    for (String name : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
      scenarios.add(scripted(name, ran));
    }
    scenarios.add(
        new Scenario() {
          @Override
          public String label() {
            return "broken";
          }

          @Override
          public Duration estimate() {
            return SHORT;
          }

          @Override
          public List<Row> run(Setting setting) throws IOException {
            throw new IOException("a simulated failure");
          }
        });
    List<Integer> progress = new ArrayList<>();
    Run run =
        new Rig(scenarios, 2, 1)
            .run(Map.of("name", "test"), folder, (done, total, label) -> progress.add(done));
    assertEquals(16, run.rows().size());
    assertEquals(2, run.notes().size());
    assertTrue(run.notes().get(0).contains("broken, round 1: a simulated failure"));
    assertEquals(List.of(0, 1, 2, 3), progress.subList(0, 4));
    assertTrue(!ran.subList(0, 8).equals(ran.subList(8, 16)), ran.toString());
  }

  private static Scenario scripted(String name, List<String> ran) {
    return new Scenario() {
      @Override
      public String label() {
        return name;
      }

      @Override
      public Duration estimate() {
        return SHORT;
      }

      @Override
      public List<Row> run(Setting setting) {
        ran.add(name);
        return List.of(Row.of("latency", name, Kind.TRANSPORT, setting.round()));
      }
    };
  }

  @Test
  void aShareIsTakenOfTheFloorWhoseWritesAreAsLarge() {
    Row measured =
        Row.of("fan-out", "sse", Kind.TRANSPORT, 1)
            .with("subscribers", 500)
            .with("payloadBytes", 100)
            .figure("deliveriesPerSecond", 80)
            .figure("messagesPerWrite", 50);
    List<Row> shared =
        Floors.shares(
            List.of(
                measured, floor("sse", 1, 10), floor("sse", 64, 100), floor("websocket", 64, 900)));
    assertEquals(0.8, shared.get(0).get("shareOfFloor").orElseThrow());
    assertTrue(Floors.shares(List.of(measured)).get(0).get("shareOfFloor").isEmpty());
  }

  @Test
  void aShareOfLatencyIsTakenOfThePingPongOfItsRound() {
    Row measured = Row.of("latency", "sse", Kind.TRANSPORT, 2).figure("p50Millis", 0.2);
    Row floor = Row.of("floor", "ping-pong", Kind.FLOOR, 2).figure("p50Millis", 0.05);
    Row other = Row.of("floor", "ping-pong", Kind.FLOOR, 1).figure("p50Millis", 0.1);
    Row shared = Floors.shares(List.of(measured, other, floor)).get(0);
    assertEquals(0.25, shared.get("shareOfFloor").orElseThrow());
    assertTrue(Floors.shares(List.of(measured, other)).get(0).get("shareOfFloor").isEmpty());
  }

  private static Row floor(String framing, int perWrite, double figure) {
    return Row.of("floor", "raw sockets", Kind.FLOOR, 1)
        .with("framing", framing)
        .with("messagesPerWrite", perWrite)
        .with("subscribers", 500)
        .with("payloadBytes", 100)
        .figure("deliveriesPerSecond", figure);
  }

  @Test
  void whoTakesTurnsWithAFloorHasItsShareBetweenTheLowestAndTheHighest() throws Exception {
    FanOut sse = new FanOut(Subject.ours(Technique.SSE), 20, 16, 100, SHORT);
    FanOut raw = new FanOut(Subject.rawSockets(Technique.SSE, 16), 20, 16, 100, SHORT);
    Polls polls = new Polls(Subject.ours(Technique.SHORT_POLLING), 4, SHORT);
    Polls canned = new Polls(Subject.cannedAnswer(), 4, SHORT);
    for (Turns turns : List.of(new Turns(sse, raw), new Turns(polls, canned))) {
      List<Row> rows = turns.run(new Setting(1, 7, folder));
      assertEquals(2, rows.size());
      Row measured = Floors.shares(rows).get(0);
      assertEquals("fan-out", measured.scenario());
      assertEquals("floor", rows.get(1).scenario());
      double low = measured.get("shareOfFloorLow").orElseThrow();
      double share = measured.get("shareOfFloor").orElseThrow();
      assertTrue(0 < low && low <= share, measured.toString());
      assertTrue(share <= measured.get("shareOfFloorHigh").orElseThrow(), measured.toString());
      assertTrue(rows.stream().noneMatch(row -> row.flags().contains("lost")), rows.toString());
    }
  }

  @Test
  void aServerThatIsNotReadyIsNamed() {
    IOException e =
        assertThrows(
            IOException.class, () -> ChildServer.start(List.of("echo", "hello"), Redirect.INHERIT));
    assertTrue(e.getMessage().contains("hello"), e.getMessage());
  }
}
