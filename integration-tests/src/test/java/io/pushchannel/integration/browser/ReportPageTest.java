package io.pushchannel.integration.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.benchmarks.report.Report;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report of a run that has everything, opened from a file as its reader opens it. */
class ReportPageTest {

  /** Made up, and says so: every scenario, peers, a loss, rows that are not to be believed. */
  private static final Path SAMPLE = Path.of("../benchmarks/src/test/resources/sample-run");

  private static final List<String> CHARTS =
      List.of(
          "percentiles",
          "against-interval",
          "bytes-over-rate",
          "requests-over-rate",
          "bytes-over-interval",
          "fan-out",
          "cpu",
          "memory",
          "storm",
          "resume",
          "slow",
          "peers");

  @TempDir private static Path folder;
  private static Browser browser;
  private static Run run;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.start();
    run = Run.read(SAMPLE);
    try (var files = Files.list(SAMPLE)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    Report.write(run, folder);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  private static void open(int width, String scheme) {
    browser.resize(width, 900);
    browser.preferColours(scheme);
    browser.open(folder.resolve(Report.PAGE).toUri());
  }

  @ParameterizedTest
  @CsvSource({"390, light", "390, dark", "1280, light", "1280, dark"})
  void everyChartDrawsAndNothingIsFetchedOrLogged(int width, String scheme) {
    open(width, scheme);
    assertEquals("true", browser.run("return document.documentElement.dataset.drawn"));
    for (String chart : CHARTS) {
      assertTrue(shapes(chart) >= 2, chart + " drew " + shapes(chart) + " lines, bars and dots");
    }
    assertEquals(
        (long) width,
        browser.run("return document.documentElement.scrollWidth"),
        "nothing sticks out sideways");
    assertEquals(List.of(), browser.errors());
    assertEquals(List.of(), browser.requestsToElsewhere());
    assertTrue(
        browser.requests().stream().allMatch(uri -> !"http".equals(uri.getScheme())),
        browser.requests()::toString);
    browser.screenshot("report-" + width + "-" + scheme);
  }

  /** How many shapes a chart has in the colours of its data; axes and texts are grey. */
  private static long shapes(String chart) {
    return (Long)
        browser.run(
            """
            const style = getComputedStyle(document.documentElement);
            const colours = ["shortpoll", "longpoll", "sse", "websocket", "other"]
                .map(name => style.getPropertyValue("--" + name).trim());
            return [...document.querySelectorAll("#" + arguments[0] + " svg path")]
                .filter(path => path.getBoundingClientRect().width > 0)
                .filter(path => colours.includes(path.getAttribute("fill")) || colours.includes(path.getAttribute("stroke")))
                .length;
            """,
            chart);
  }

  @Test
  @SuppressWarnings("unchecked")
  void theNumbersOfThePageAreThoseOfTheRun() {
    open(1280, "light");
    List<Map<String, Object>> cells =
        (List<Map<String, Object>>)
            browser.run(
                """
                return [...document.querySelectorAll("#raw tr[data-row] td[data-figure]")].map(cell => ({
                  row: Number(cell.closest("tr").dataset.row), figure: cell.dataset.figure,
                  value: Number(cell.dataset.value)}));
                """);
    long figures = run.rows().stream().mapToLong(row -> row.figures().size()).sum();
    assertEquals(figures, cells.size(), "every figure of every row stands on the page");
    for (Map<String, Object> cell : cells) {
      Row row = run.rows().get(((Number) cell.get("row")).intValue());
      double value = ((Number) cell.get("value")).doubleValue();
      assertEquals(row.figures().get(cell.get("figure")), value, cell::toString);
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void aChartDrawsTheMediansOfTheRounds() {
    open(1280, "light");
    List<List<Number>> drawn =
        (List<List<Number>>)
            browser.run(
                """
                const chart = echarts.getInstanceByDom(document.querySelector("#against-interval .canvas"));
                return chart.getOption().series.find(one => one.name === "short polling").data;
                """);
    assertEquals(4, drawn.size());
    for (List<Number> point : drawn) {
      List<Double> means = new ArrayList<>();
      for (Row row : run.rows()) {
        if (row.scenario().equals("latency")
            && row.subject().equals("shortpoll")
            && row.parameters().get("intervalMillis").equals(point.get(0).intValue())) {
          means.add(row.figures().get("meanMillis"));
        }
      }
      assertEquals(2, means.size());
      assertEquals((means.get(0) + means.get(1)) / 2, point.get(1).doubleValue(), 1e-9);
    }
  }

  @Test
  void whatIsNotToBeBelievedSaysSo() {
    open(1280, "light");
    String doubts = text("#doubts");
    assertTrue(doubts.contains("client-bound"), doubts);
    assertTrue(doubts.contains("messages lost by others: 112 lost"), doubts);
    assertTrue(doubts.contains("not run: mercure is not installed"), doubts);
    assertEquals(
        1L,
        browser.run(
            "return document.querySelectorAll(\"#raw tr.wrong td.wrong[data-ledger=lost]\").length"));
    assertTrue(
        (Long) browser.run("return document.querySelectorAll('#raw tr.doubtful').length") >= 4);
  }

  @Test
  void aRunThatLostSomethingFailsInRed() throws Exception {
    Path lossy = Files.createDirectory(folder.resolve("lossy"));
    Row row = run.rows().stream().filter(each -> each.subject().equals("sse")).toList().get(0);
    var ledger = new io.pushchannel.benchmarks.result.Ledger(100, 98, 2, 1, 0, 0);
    Row lost = row.histogram(null).ledger(ledger);
    Report.write(new Run(run.environment(), run.plan(), List.of(lost), List.of()), lossy);
    browser.open(lossy.resolve(Report.PAGE).toUri());
    String verdict = (String) browser.run("return document.querySelector('.verdict').innerText");
    assertTrue(verdict.startsWith("FAILED: of 100 deliveries 2 lost, 1 duplicated"), verdict);
    assertEquals("true", browser.run("return document.documentElement.dataset.drawn"));
    String page = text("body");
    assertFalse(page.contains("NaN"), page);
    assertEquals(List.of(), browser.errors());
  }

  @Test
  @SuppressWarnings("unchecked")
  void aChoiceIsMadeInAllChartsThatHaveIt() {
    open(1280, "light");
    List<String> shown =
        (List<String>)
            browser.run(
                """
                const selects = ["#bytes-over-rate select", "#requests-over-rate select"].map(one => document.querySelector(one));
                selects[0].selectedIndex = 0;
                selects[0].dispatchEvent(new Event("change"));
                return selects.map(select => select.selectedOptions[0].label);
                """);
    assertEquals(shown.get(0), shown.get(1));
    assertTrue(shown.get(0).startsWith("T = 50 ms, small headers"), shown::toString);
  }

  private static String text(String selector) {
    return (String) browser.run("return document.querySelector(arguments[0]).innerText", selector);
  }

  @ParameterizedTest
  @CsvSource({"latency", "fan-out"})
  void thePicturesAreDrawnAlone(String picture) {
    browser.resize(780, 420);
    browser.preferColours("light");
    browser.open(folder.resolve(picture + ".svg").toUri());
    assertTrue((Long) browser.run("return document.querySelectorAll('rect, circle').length") > 4);
    assertEquals(List.of(), browser.errors());
    browser.screenshot("picture-" + picture);
  }
}
