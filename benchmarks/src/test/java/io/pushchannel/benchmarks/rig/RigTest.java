package io.pushchannel.benchmarks.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.benchmarks.load.PushTechnique;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.SubjectKind;
import io.pushchannel.benchmarks.rig.Settings.Scope;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the rig with short scenarios against real child processes. */
class RigTest {

  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir Path folder;

  private Row row(Scenario scenario) throws IOException, InterruptedException {
    List<Row> rows = scenario.run(new RunContext(1, 7, folder));
    assertEquals(1, rows.size());
    return rows.get(0);
  }

  @Test
  void latencyAtARateHasPercentilesTheoryAndAHistogram() throws Exception {
    SystemUnderTest polling = SystemUnderTest.ours(PushTechnique.SHORT_POLLING);
    Row row = row(new LatencyAtRate(polling, 5, 100, 100, 20, SHORT));
    assertTrue(row.ledger() != null && row.ledger().isClean(), row.toString());
    double p50 = row.get("p50Millis").orElseThrow();
    assertTrue(p50 > 0 && p50 <= row.get("maxMillis").orElseThrow(), row.toString());
    assertEquals(0.5, row.get("theoryRequestsPerMessage").orElseThrow());
    assertTrue(Files.exists(folder.resolve(String.valueOf(row.histogram()))), row.toString());
  }

  @Test
  void whatCanariesHearLateOfTheWarmUpIsNotCounted() throws Exception {
    SystemUnderTest polling = SystemUnderTest.ours(PushTechnique.SHORT_POLLING);
    LatencyAtRate scenario = new LatencyAtRate(polling, 1, 100, 100, 1000, SHORT);
    Row row =
        scenario
            .run(new RunContext(1, 8, folder))
            .get(0); // with this seed, it polls before the canaries do
    assertTrue(row.ledger() != null && row.ledger().isClean(), row.toString());
  }

  @Test
  void aCutAndAResumeLoseNothing() throws Exception {
    Row resumed = row(new Resume(SystemUnderTest.ours(PushTechnique.SSE), 5, 200, 100));
    assertTrue(resumed.flags().isEmpty(), resumed.toString());
    assertEquals(1000, resumed.ledger().delivered());
    assertTrue(resumed.get("messagesPerSecond").orElseThrow() > 0);
  }

  @Test
  void idleConnectionsOfEachKindCostSomeKilobytesEach() throws Exception {
    for (PushTechnique technique :
        List.of(PushTechnique.LONG_POLLING, PushTechnique.SSE, PushTechnique.WEBSOCKET)) {
      Row row = row(new IdleMemory(SystemUnderTest.ours(technique), List.of(50, 450)));
      double heap = row.get("heapBytesPerConnection").orElseThrow();
      assertTrue(heap > 100 && heap < 20_000, row.toString());
    }
  }

  @Test
  void afterAStormAllAreBackAndNothingIsLost() throws Exception {
    for (PushTechnique technique : List.of(PushTechnique.SHORT_POLLING, PushTechnique.WEBSOCKET)) {
      Row row = row(new Storm(SystemUnderTest.ours(technique), 20, 50, 100, SHORT, SHORT));
      assertTrue(row.ledger() != null && row.ledger().isClean(), row.toString());
      double half = row.get("half50Millis").orElseThrow();
      double all = row.get("backAllMillis").orElseThrow();
      assertTrue(half > 0 && half <= all && all < 10_000, row.toString());
    }
  }

  @Test
  void thoseWhoStopReadingAreNotCountedAsLost() throws Exception {
    Row row = row(new SlowConsumers(SystemUnderTest.ours(PushTechnique.SSE), 20, 100, 1024, SHORT));
    assertTrue(row.ledger() != null && row.ledger().isClean(), row.toString());
    assertTrue(row.ledger().delivered() > 0 && row.get("ratio").orElseThrow() > 0, row.toString());
  }

  @Test
  void eachScenarioRunsAndFailuresAreNoted() throws Exception {
    List<Plan.Step> steps = new ArrayList<>();
    for (int round = 1; round <= 2; round++) {
      steps.add(new Plan.Step(round, new ScriptedScenario("works", false)));
      steps.add(new Plan.Step(round, new ScriptedScenario("broken", true)));
    }
    List<String> progress = new ArrayList<>();
    Comparison comparison = new Comparison(settings(Scope.QUICK));
    comparison.run(steps, (step, left) -> progress.add(step + ", " + left.toMillis()));
    assertEquals(2, comparison.found().rows().size());
    assertEquals("broken, round 1 failed: a simulated failure", comparison.found().notes().get(0));
    assertEquals("works, round 1, 1200", progress.get(0));
    assertEquals("broken, round 2, 300", progress.get(3));
    assertFalse(comparison.isClean());
    assertTrue(Files.exists(folder.resolve("run.json")));
  }

  @Test
  void eachRoundHasAllScenariosInAnotherOrder() {
    List<Plan.Step> steps = new Plan(settings(Scope.STANDARD), List.of()).steps();
    List<String> first = labels(steps, 1);
    List<String> second = labels(steps, 2);
    assertNotEquals(first, second);
    assertEquals(Set.copyOf(first), Set.copyOf(second));
    Set<String> names = new LinkedHashSet<>();
    steps.forEach(step -> names.add(step.scenario().scenario()));
    assertEquals(Set.copyOf(Comparison.SCENARIOS), names);
  }

  private static List<String> labels(List<Plan.Step> steps, int round) {
    return steps.stream()
        .filter(step -> step.round() == round)
        .map(Plan.Step::scenario)
        .filter(each -> !Set.of("cost", "jmh").contains(each.scenario()))
        .filter(each -> !(each instanceof SideBySide))
        .map(Scenario::label)
        .toList();
  }

  private Settings settings(Scope scope) {
    Duration second = Duration.ofSeconds(1);
    LatencyLoad load = new LatencyLoad(second, second, 20, second, 100, 1);
    return new Settings(scope, false, load, Set.of(), folder);
  }

  private record ScriptedScenario(String label, boolean fails) implements Scenario {
    @Override
    public String scenario() {
      return "latency";
    }

    @Override
    public Duration estimate() {
      return SHORT;
    }

    @Override
    public List<Row> run(RunContext context) throws IOException {
      if (fails) {
        throw new IOException("a simulated failure");
      }
      return List.of(Row.of(scenario(), label, SubjectKind.TRANSPORT, context.round()));
    }
  }

  @Test
  void aShareIsTakenOfTheBaselineWhoseWritesAreAsLarge() {
    Row measured =
        Row.of("fan-out", "sse", SubjectKind.TRANSPORT, 1)
            .with("subscribers", 500)
            .with("payloadBytes", 100)
            .figure("deliveriesPerSecond", 80)
            .figure("messagesPerWrite", 50);
    List<Row> shared =
        BaselineRatios.shares(
            List.of(
                measured,
                baseline("sse", 1, 10),
                baseline("sse", 64, 100),
                baseline("websocket", 64, 900)));
    assertEquals(0.8, shared.get(0).get("shareOfBaseline").orElseThrow());
    assertTrue(BaselineRatios.shares(List.of(measured)).get(0).get("shareOfBaseline").isEmpty());
  }

  @Test
  void aShareOfLatencyIsTakenOfThePingPongOfItsRound() {
    Row measured = Row.of("latency", "sse", SubjectKind.TRANSPORT, 2).figure("p50Millis", 0.2);
    Row baseline =
        Row.of("baseline", "ping-pong", SubjectKind.BASELINE, 2).figure("p50Millis", 0.05);
    Row other = Row.of("baseline", "ping-pong", SubjectKind.BASELINE, 1).figure("p50Millis", 0.1);
    Row shared = BaselineRatios.shares(List.of(measured, other, baseline)).get(0);
    assertEquals(0.25, shared.get("shareOfBaseline").orElseThrow());
    assertTrue(
        BaselineRatios.shares(List.of(measured, other)).get(0).get("shareOfBaseline").isEmpty());
  }

  private static Row baseline(String framing, int perWrite, double figure) {
    return Row.of("baseline", "raw sockets", SubjectKind.BASELINE, 1)
        .with("framing", framing)
        .with("messagesPerWrite", perWrite)
        .with("subscribers", 500)
        .with("payloadBytes", 100)
        .figure("deliveriesPerSecond", figure);
  }

  @Test
  void whoTakesTurnsWithABaselineHasItsShareBetweenTheLowestAndTheHighest() throws Exception {
    FanOut sse = new FanOut(SystemUnderTest.ours(PushTechnique.SSE), 20, 16, 100, SHORT);
    FanOut raw = new FanOut(SystemUnderTest.rawSockets(PushTechnique.SSE, 16), 20, 16, 100, SHORT);
    EmptyPolls polls = new EmptyPolls(SystemUnderTest.ours(PushTechnique.SHORT_POLLING), 4, SHORT);
    EmptyPolls canned = new EmptyPolls(SystemUnderTest.cannedResponse(), 4, SHORT);
    for (PairedComparison turns :
        List.of(new PairedComparison(sse, raw), new PairedComparison(polls, canned))) {
      List<Row> rows = turns.run(new RunContext(1, 7, folder));
      assertEquals(2, rows.size());
      Row measured = BaselineRatios.shares(rows).get(0);
      assertEquals(turns.scenario(), measured.scenario());
      assertEquals("baseline", rows.get(1).scenario());
      double low = measured.get("shareOfBaselineLow").orElseThrow();
      double share = measured.get("shareOfBaseline").orElseThrow();
      assertTrue(0 < low && low <= share, measured.toString());
      assertTrue(share <= measured.get("shareOfBaselineHigh").orElseThrow(), measured.toString());
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
