package io.pushchannel.integration.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.benchmarks.report.Report;
import io.pushchannel.benchmarks.result.Ledger;
import io.pushchannel.benchmarks.result.PublisherDelay;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.Run;
import io.pushchannel.benchmarks.result.SubjectKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a quick run on a busy machine: it separates settings, noise and results. */
class ReportSettingsTest {

  @TempDir private static Path folder;
  private static Browser browser;

  @BeforeAll
  static void open() throws Exception {
    Map<String, String> environment = Map.of("cores", "2", "load", "2.09 (1 min), 0.81 (5 min)");
    Run run = new Run(environment, Map.of("roundTripMillis", 2.4), rows(), List.of());
    Report.write(run, folder);
    browser = Browser.start();
    browser.resize(1280, 900);
    browser.preferColours("light");
    browser.open(folder.resolve(Report.PAGE).toUri());
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int interval : new int[] {500, 1000, 50}) {
      rows.add(
          latency("shortpoll", interval * 0.51, interval * 0.5).with("intervalMillis", interval));
    }
    rows.set(0, PublisherDelay.applied(rows.get(0), 12, 10));
    rows.add(latency("longpoll", 2.28, 1.20));
    rows.add(latency("sse", 0.8, 0.7).figure("theoryBytesUpPerMessage", 5.0e-139));
    rows.add(latency("websocket", 0.6, 0.7));
    for (String transport : new String[] {"shortpoll", "longpoll", "sse", "websocket"}) {
      rows.add(fanOut(transport, 1, 1_000));
      rows.add(fanOut(transport, 64, 100_000));
    }
    rows.add(turns("sse", 7_000_000, 0.64, 1.09));
    rows.add(turns("websocket", 6_200_000, 0.8, 1.0));
    rows.add(baseline("sse", 8_900_000));
    rows.add(baseline("websocket", 6_500_000));
    return rows;
  }

  private static Row latency(String transport, double mean, double theory) {
    return Row.of("latency", transport, SubjectKind.TRANSPORT, 1)
        .with("subscribers", 1)
        .with("ratePerSecond", 1)
        .with("payloadBytes", 100)
        .figure("meanMillis", mean)
        .figure("p99Millis", mean * 2)
        .figure("theoryMeanMillis", theory)
        .figure("requestsPerMessage", 1)
        .ledger(new Ledger(10, 10, 0, 0, 0, 0));
  }

  private static Row fanOut(String transport, int burst, double deliveries) {
    return Row.of("fan-out", transport, SubjectKind.TRANSPORT, 1)
        .with("subscribers", 500)
        .with("burst", burst)
        .with("payloadBytes", 100)
        .figure("deliveriesPerSecond", deliveries);
  }

  private static Row turns(String transport, double deliveries, double low, double high) {
    return fanOut(transport, 16, deliveries)
        .figure("shareOfBaseline", 0.95)
        .figure("shareOfBaselineLow", low)
        .figure("shareOfBaselineHigh", high);
  }

  private static Row baseline(String framing, double deliveries) {
    return Row.of("baseline", "raw sockets", SubjectKind.BASELINE, 1)
        .with("framing", framing)
        .with("messagesPerWrite", 64)
        .with("subscribers", 500)
        .with("payloadBytes", 100)
        .figure("deliveriesPerSecond", deliveries);
  }

  @Test
  @SuppressWarnings("unchecked")
  void eachStreamHasABaselineOfItsOwnAndErrorBars() {
    choose("fan-out", "bursts of 16, 100 B");
    List<Map<String, Object>> series =
        (List<Map<String, Object>>)
            browser.run(
                """
                const chart = echarts.getInstanceByDom(document.querySelector("#fan-out .canvas"));
                const { xAxis, series } = chart.getOption();
                return xAxis[0].data.map((label, i) => ({
                  label, baseline: series[0].data[i].value, measured: series[1].data[i].value,
                  low: series[1].markLine.data[i][0].coord[1], high: series[1].markLine.data[i][1].coord[1]}));
                """);
    assertEquals(2, series.size());
    requireBar(series.get(0), "SSE", 8_900_000, 7_000_000, 0.64, 1.09);
    requireBar(series.get(1), "WebSocket", 6_500_000, 6_200_000, 0.8, 1.0);
    assertTrue(text("#fan-out .caption").contains("SSE 95 % (64 to 109 %)"), text("#fan-out"));
    assertFalse(text("#fan-out").contains("floor"), text("#fan-out"));
    browser.screenshot("report-baselines");
  }

  private static void requireBar(
      Map<String, Object> bar,
      String label,
      double baseline,
      double measured,
      double low,
      double high) {
    assertEquals(label, bar.get("label"));
    assertEquals(baseline, ((Number) bar.get("baseline")).doubleValue());
    assertEquals(measured, ((Number) bar.get("measured")).doubleValue());
    assertEquals(low * baseline, ((Number) bar.get("low")).doubleValue(), 1);
    assertEquals(high * baseline, ((Number) bar.get("high")).doubleValue(), 1);
  }

  @Test
  void noTileMixesSettings() {
    String tiles = text("#tiles");
    assertTrue(tiles.contains("mean latency, T = 1 s"), tiles);
    assertTrue(tiles.contains("deliveries per second, next poll at once"), tiles);
    assertTrue(tiles.contains("100 k"), tiles);
    assertFalse(tiles.contains("7 M"), "the load of all four, not the best of each: " + tiles);
    String caption = text("#tiles-caption");
    assertEquals(
        "Latency, requests and bytes: 1 subscriber, 1 message/s, 100 B; deliveries: 500 subscribers,"
            + " bursts of 64, 100 B, as fast as possible.",
        caption);
  }

  @Test
  void captionsNameEachTransportAndNoFigureIsAbsurd() {
    String caption = text("#against-interval .caption");
    assertTrue(caption.contains("long polling 2.28 ms (theory 1.20)"), caption);
    String page = text("body");
    assertFalse(page.matches("(?s).*\\de-\\d.*"), page);
    assertTrue(page.contains("< 0.001"), page);
    assertTrue(page.contains("1 message/s"), page);
    assertFalse(page.contains("1 messages/s"), page);
  }

  @Test
  void thePageBeginsWithTheResultAndListsNoiseBelow() {
    String head = text("header");
    assertTrue(head.contains("none was lost, repeated or out of order"), head);
    assertTrue(head.contains("1 of 18 rows are doubtful: reasons."), head);
    assertFalse(head.contains("publisher late"), head);
    assertFalse(head.contains("load"), head);
    assertTrue(
        text("#doubts").contains("publisher late (p99 12 ms, limit 10 ms): 1 row"),
        text("#doubts"));
    assertTrue(
        text("#notes").contains("The machine was busy at the start: load 2.09 on 2 cores."),
        text("#notes"));
  }

  @Test
  @SuppressWarnings("unchecked")
  void selectsAreSortedAndLinked() {
    List<String> labels =
        (List<String>)
            browser.run(
                "return [...document.querySelectorAll('#fan-out option')].map(one => one.label)");
    assertEquals(
        List.of("bursts of 1, 100 B", "bursts of 16, 100 B", "bursts of 64, 100 B"), labels);
    assertEquals(List.of(), browser.errors());
  }

  @Test
  void chartsWithoutDataAreOneLine() {
    assertEquals(
        0L, browser.run("return document.querySelectorAll('#memory, #peers, #storm').length"));
    String line = text("#unmeasured");
    assertTrue(line.contains("Memory of one idle connection"), line);
    assertTrue(line.contains("(pushchannel compare --standard)"), line);
  }

  private static void choose(String chart, String label) {
    browser.run(
        """
        const select = document.querySelector("#" + arguments[0] + " select");
        select.selectedIndex = [...select.options].findIndex(one => one.label === arguments[1]);
        select.dispatchEvent(new Event("change"));
        """,
        chart,
        label);
  }

  private static String text(String selector) {
    return (String) browser.run("return document.querySelector(arguments[0]).innerText", selector);
  }
}
