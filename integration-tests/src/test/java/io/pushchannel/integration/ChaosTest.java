package io.pushchannel.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.chaos.Chaos;
import io.pushchannel.chaos.ChaosReport;
import io.pushchannel.chaos.ResourceSnapshot;
import io.pushchannel.cli.chaos.ChaosText;
import io.pushchannel.cli.chaos.QuickTransports;
import io.pushchannel.sse.SseTransport;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Chaos of one minute; {@code -DexcludedGroups=chaos} skips it. */
@Tag("chaos")
@Timeout(180)
class ChaosTest {

  private static final long SEED = 20_260;

  @Test
  void eachMessageIsReceivedOnceOrCoveredByAGap() throws Exception {
    ResourceSnapshot before = ResourceSnapshot.take();
    ChaosReport report;
    try (QuickTransports transports = QuickTransports.of(List.of())) {
      report = new Chaos(SEED, Duration.ofMinutes(1), transports.all()).run();
    }
    List<String> left = before.additionsWithin(Duration.ofSeconds(10));
    String text = ChaosText.of(report, SEED, left);
    assertTrue(report.isConsistent(), text);
    assertEquals(List.of(), left);
    assertTrue(text.lines().allMatch(line -> line.length() <= 100), text);
    for (ChaosReport.Row row : report.rows()) {
      assertTrue(row.delivered() > 1_000 && row.gaps() > 5 && row.published() > 50, text);
      assertTrue(row.faults().size() >= 8, text);
    }
    assertTrue(text.contains("No violations: ") && text.contains("from seed " + SEED), text);
    assertTrue(report.restarts() > 2 && report.newBuses() > 1, text);
  }

  @Test
  void aRunThatFinishesEarlyIsChecked() throws Exception {
    try (QuickTransports transports = QuickTransports.of(List.of(new SseTransport()))) {
      Chaos chaos = new Chaos(SEED, Duration.ofHours(1), transports.all());
      chaos.finishEarly();
      ChaosReport report = chaos.run();
      assertTrue(report.isConsistent(), report.toString());
      assertEquals(List.of("sse"), report.rows().stream().map(ChaosReport.Row::transport).toList());
    }
  }
}
