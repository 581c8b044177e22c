package io.pushchannel.integration.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The playground's settings: each applies at once, and resets what it changes. */
class PlaygroundSettingsTest {

  private static final String NOTHING_WRONG =
      "lane.ledger.lost === 0 && lane.ledger.repeated === 0";

  private static DemoPages pages;

  @BeforeAll
  static void start() throws Exception {
    pages = new DemoPages();
  }

  @AfterAll
  static void close() {
    if (pages != null) {
      pages.close();
    }
  }

  @BeforeEach
  void open() {
    pages.browser.resize(1280, 800);
    pages.openPlayground();
  }

  @AfterEach
  void nothingWentWrongAndNothingCameFromElsewhere() {
    assertEquals(List.of(), pages.errors());
    assertEquals(List.of(), pages.browser.requestsToElsewhere());
  }

  @Test
  void aChangedIntervalAppliesAtOnce() {
    pages.choose("#interval", "5000");
    pages.await("playground.lanes.get('shortpoll').wire.requests === 1");
    pages.choose("#interval", "200");
    long changed = System.nanoTime();
    pages.await("playground.lanes.get('shortpoll').wire.requests >= 3");
    assertTrue(System.nanoTime() - changed < 4_000_000_000L, "the old interval went on");
    pages.post("demo/burst?messages=1");
    pages.awaitLanes("lane.ledger.measured === 1");
    assertTrue((Boolean) pages.value("playground.lanes.get('shortpoll').ledger.mean() < 1500"));
  }

  @Test
  void aChangedHoldAppliesAtOnce() {
    pages.choose("#wait", "25000");
    pages.choose("#wait", "1000");
    long changed = System.nanoTime();
    pages.await("playground.lanes.get('longpoll').wire.requests >= 3");
    assertTrue(System.nanoTime() - changed < 8_000_000_000L, "the poll before was held on");
  }

  @ParameterizedTest
  @CsvSource({"rate, 1", "size, 1024", "interval, 2000", "wait, 5000", "clients, 2"})
  void aChangedSettingResetsTheStatistics(String control, String value) {
    pages.post("demo/burst?messages=5");
    pages.awaitLanes("lane.ledger.messages === 5");
    pages.awaitLanes("lane.ledger.measured === 5");
    Object since = pages.value("playground.lanes.get('sse').ledger.since");
    pages.choose("#" + control, value);
    pages.awaitLanes("lane.ledger.since > " + since + " && lane.ledger.measured <= 4");
    pages.choose("#rate", "0");
    pages.choose("#size", "100");
    pages.await("playground.rate() === 0");
  }

  @Test
  void whatWaitedInAPauseIsNoLatency() {
    pages.click(".lane[data-lane=sse] .pause");
    pages.await("playground.lanes.get('sse').isPaused");
    pages.post("demo/burst?messages=2");
    pages.await("playground.lanes.get('websocket').ledger.messages === 2");
    pages.click(".lane[data-lane=sse] .pause");
    pages.awaitLanes("lane.ledger.messages === 2 && " + NOTHING_WRONG);
    assertEquals(0L, pages.value("playground.lanes.get('sse').ledger.measured"));
    pages.post("demo/burst?messages=1");
    pages.await("playground.lanes.get('sse').ledger.measured === 1");
  }

  @Test
  void whatWaitedForAConnectionIsNoLatency() {
    pages.post("demo/burst?messages=1");
    pages.awaitLanes("lane.ledger.measured === 1");
    pages.click("#cut");
    pages.awaitLanes("lane.wire.made === 2 && lane.ledger.measured === 0");
  }

  @Test
  void aRefusedSettingIsNotShown() {
    pages.choose("#size", "65536");
    pages.await("playground.state().size === 65536");
    pages.choose("#burst-size", "1000");
    pages.click("#burst");
    pages.await("document.querySelector('#say').textContent.includes('burst must be at most')");
    pages.choose("#rate", "9");
    pages.await("document.querySelector('#say').textContent.includes('bytes per second')");
    pages.await("document.querySelector('#rate').value === '0'");
    pages.choose("#size", "100");
    pages.choose("#rate", "9");
    pages.await("playground.rate() === 200");
    pages.choose("#size", "65536");
    pages.await("document.querySelector('#size').value === '100'");
    pages.choose("#rate", "0");
    pages.await("playground.state().size === 100 && playground.rate() === 0");
  }
}
