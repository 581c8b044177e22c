package io.pushchannel.integration.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.benchmarks.cost.RequestHeaders;
import io.pushchannel.benchmarks.cost.Theory;
import io.pushchannel.benchmarks.cost.UnitCost;
import io.pushchannel.benchmarks.cost.UnitProbe;
import io.pushchannel.benchmarks.load.PushTechnique;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.Role;
import org.java_websocket.framing.BinaryFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The costs in the lessons follow from bytes that are counted here on real connections. */
class LessonCostsTest {

  private static final int SIZE = 100;

  /** λ and T of lesson 1, and R' of lesson 2, in seconds. */
  private static final double RATE = 20;

  private static final double INTERVAL = 0.5;
  private static final double BETWEEN_POLLS = 0.001;

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void shortPolling(String language) throws Exception {
    String page = page(language + "/1-short-polling.md");
    UnitCost unit = UnitProbe.count(PushTechnique.SHORT_POLLING, RequestHeaders.SMALL, SIZE);
    requireText(page, "H (is|为) " + unit.full().down() + " ");
    requireText(page, "L (is|为) " + unit.message() + " ");
    double down = unit.full().down() / (RATE * INTERVAL) + unit.message();
    requireCell(page, "H/(λT) + L", Math.round(down));
    Map<String, Double> theory = new Theory(RATE, INTERVAL, 0).latency(PushTechnique.SHORT_POLLING);
    double longest = theory.getOrDefault("theoryMaxMillis", Double.NaN);
    requireCell(page, "1.2 T + R/2", Math.round(longest));
    assertEquals(down, new Figures().number("bytesDown.shortpoll"), 3, "measured");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void longPolling(String language) throws Exception {
    String page = page(language + "/2-long-polling.md");
    UnitCost unit = UnitProbe.count(PushTechnique.LONG_POLLING, RequestHeaders.SMALL, SIZE);
    double requests = 1 / (1 + RATE * BETWEEN_POLLS);
    requireCell(
        page,
        "H = " + unit.full().down(),
        Math.round(requests * unit.full().down() + unit.message()));
    requireCell(
        page,
        "H = " + unit.full().sum(),
        Math.round(requests * unit.full().sum() + unit.message()));
    requireText(page, "[(（]" + unit.full().down() + " (bytes|字节)[)）]");
    requireText(page, "[(（]" + unit.full().up() + " (bytes|字节)[)）]");
    double both = requests * unit.full().sum() + unit.message();
    assertEquals(both, new Figures().number("bytesBothWays.longpoll"), 5, "measured");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void aHeaderThatAnnouncesAHugeFrame(String language) throws Exception {
    String page = page(language + "/4-websocket.md");
    int length = 70_000;
    BinaryFrame frame = new BinaryFrame();
    frame.setPayload(ByteBuffer.allocate(length));
    Draft_6455 draft = new Draft_6455();
    draft.setParseMode(Role.CLIENT);
    int header = draft.createBinaryFrame(frame).remaining() - length;
    requireText(page, "(one client needs|一个客户端只需) " + header + " ");
  }

  @Test
  void headersOfAPoll() throws Exception {
    for (PushTechnique technique :
        new PushTechnique[] {PushTechnique.SHORT_POLLING, PushTechnique.LONG_POLLING}) {
      UnitCost small = UnitProbe.count(technique, RequestHeaders.SMALL, SIZE);
      UnitCost browser = UnitProbe.count(technique, RequestHeaders.BROWSER, SIZE);
      requireBetween(300, 400, small.full().sum());
      requireBetween(650, 760, browser.full().sum());
      if (technique == PushTechnique.SHORT_POLLING) {
        requireBetween(300, 400, small.empty().sum());
        requireBetween(650, 760, browser.empty().sum());
      }
    }
    assertTrue(
        page("en/5-choosing.md")
            .contains("300 to 400 bytes of headers with a small client, about 700"));
    assertTrue(page("zh/5-choosing.md").contains("300 到 400 字节，浏览器约 700 字节"));
  }

  private static void requireBetween(long low, long high, long bytes) {
    assertTrue(bytes >= low && bytes <= high, bytes + " bytes");
  }

  /** The first number behind a formula in a row of a table. */
  private static void requireCell(String page, String formula, long expected) {
    Matcher cell = Pattern.compile(Pattern.quote(formula) + " \\| (\\d+)").matcher(page);
    assertTrue(cell.find(), formula);
    assertEquals(expected, Long.parseLong(cell.group(1)), formula);
  }

  private static void requireText(String page, String pattern) {
    assertTrue(Pattern.compile(pattern).matcher(page).find(), pattern);
  }

  private static String page(String name) throws IOException {
    return Files.readString(Path.of("../docs/lessons").resolve(name));
  }
}
