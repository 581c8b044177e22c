package io.pushchannel.integration.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

class PlaygroundTest {

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
  void everyLaneHearsEveryMessage() {
    pages.choose("#burst-size", "200");
    pages.click("#burst");
    pages.awaitLanes("lane.ledger.messages === 200 && " + NOTHING_WRONG);
    pages.click("#publish-form button");
    pages.awaitLanes("lane.ledger.messages === 201 && lane.ledger.gaps === 0 && " + NOTHING_WRONG);
    pages.awaitLanes("lane.find('.messages').textContent === '201'");
  }

  @Test
  void whatIsPublishedWhileConnectionsAreCutIsHeardAfterwards() {
    pages.choose("#rate", "7"); // 50 per second
    pages.await("playground.rate() === 50");
    for (int cut = 1; cut <= 2; cut++) {
      long received = 50L * cut;
      pages.awaitLanes("lane.ledger.messages > " + received);
      pages.click("#cut");
      pages.awaitLanes("lane.wire.made > " + cut);
    }
    pages.choose("#rate", "0");
    pages.await("playground.rate() === 0");
    pages.awaitLanes("lane.openReaders.size === 1");
    pages.post("demo/burst?messages=1");
    pages.awaitLanes("lane.ledger.messages === 1");
    pages.await(
        "new Set([...playground.lanes.values()].map(lane => lane.accounts[0].last)).size === 1");
    pages.awaitLanes("lane.ledger.gaps === 0 && " + NOTHING_WRONG);
  }

  @Test
  void aRestartOfTheBusIsAGapOnEveryLane() {
    pages.post("demo/burst?messages=3");
    pages.awaitLanes("lane.ledger.messages === 3");
    pages.click("#restart");
    pages.await("document.querySelector('#say').textContent.startsWith('A new bus')");
    pages.awaitLanes("lane.ledger.gaps === 1 && lane.openReaders.size === 1");
    pages.awaitLanes("lane.timeline.items.some(item => item.label === 'gap: epoch')");
    pages.awaitLanes("lane.find('.gaps').textContent === '1 (0)'");
    pages.post("demo/burst?messages=3");
    pages.awaitLanes("lane.ledger.messages === 6 && lane.ledger.gaps === 1 && " + NOTHING_WRONG);
  }

  @Test
  void aDemoThatStopsIsShownAndAnotherRunIsFollowed() {
    pages.post("demo/burst?messages=5");
    pages.awaitLanes("lane.ledger.messages === 5 && lane.wire.open.size === 1");
    pages.stop();
    pages.await("!document.querySelector('#outage').hidden");
    pages.awaitLanes("lane.find('.status').textContent === 'connecting'");
    pages.awaitLanes("lane.find('.connections').textContent.startsWith('– (')");
    pages.click("#publish-form button");
    pages.await(
        "document.querySelector('#say').textContent.startsWith('The demo does not respond')");
    pages.startAgain();
    pages.await("document.querySelector('#outage').hidden");
    pages.await("playground.rate() === 1");
    pages.post("demo/rate?perMinute=0&bytes=100");
    pages.await("playground.rate() === 0");
    pages.awaitLanes("lane.openReaders.size === 1 && lane.wire.open.size === 1");
    pages.post("demo/burst?messages=3");
    pages.awaitLanes(
        "lane.ledger.messages === 3 && lane.ledger.measured === 3 && " + NOTHING_WRONG);
  }

  @Test
  void anotherPageDoesNotCount() {
    pages.browser.addScript("Math.random = () => 0.5");
    pages.openPlayground();
    pages.browser.openTab();
    pages.browser.addScript("Math.random = () => 0.5");
    pages.openPlayground();
    Object page = pages.value("playground.settings.page");
    pages.awaitLanes("lane.wire.open.size === 1 && lane.wire.made === 1");
    pages.browser.closeTab();
    assertNotEquals(page, pages.value("playground.settings.page"));
    pages.awaitLanes("lane.wire.open.size === 1");
  }

  @Test
  void aPausedLaneHearsLaterWhatTheOthersHeardAtOnce() {
    pages.click(".lane[data-lane=sse] .pause");
    pages.await(
        "document.querySelector('.lane[data-lane=sse] .status').dataset.state === 'paused'");
    pages.post("demo/burst?messages=20");
    pages.await("playground.lanes.get('longpoll').ledger.messages === 20");
    assertEquals(0L, pages.value("playground.lanes.get('sse').ledger.messages"));
    pages.click(".lane[data-lane=sse] .pause");
    pages.awaitLanes("lane.ledger.messages === 20 && " + NOTHING_WRONG);
  }

  @Test
  void theBrowsersSixConnectionsAreShownAndExplained() {
    pages.choose("#clients", "8");
    pages.await(
        "document.querySelector('.lane[data-lane=websocket] .status').textContent === '8 of 8'");
    pages.await("document.querySelector('.lane[data-lane=sse] .status').textContent === '6 of 8'");
    pages.await("!document.querySelector('.lane[data-lane=sse] .limit').hidden");
    pages.choose("#clients", "1");
    pages.awaitLanes("lane.readers.length === 1 && lane.openReaders.size === 1");
  }

  @Test
  void aConnectionThatAnotherTabHoldsIsExplained() {
    pages.choose("#clients", "4");
    pages.awaitLanes("lane.openReaders.size === 4");
    pages.browser.openTab();
    pages.openPlayground();
    pages.choose("#clients", "4");
    pages.await("document.querySelector('.lane[data-lane=sse] .status').textContent === '2 of 4'");
    pages.await("!document.querySelector('.lane[data-lane=sse] .limit').hidden");
    pages.await(
        "document.querySelector('.lane[data-lane=sse] .limit').textContent"
            + ".includes('in all tabs together: the streams of 2 clients do not open')");
    pages.browser.closeTab();
    pages.awaitLanes("lane.openReaders.size === 4 && lane.find('.limit').hidden");
  }

  @Test
  void theMeanIsComparedWithTheoryAndAnEmptyPollSaysSo() {
    pages.post("demo/burst?messages=3");
    pages.awaitLanes("lane.ledger.measured === 3");
    pages.awaitLanes("/^(<0.1|[0-9.]+) m?s$/.test(lane.find('.mean').textContent)");
    pages.awaitLanes("lane.find('.ruler').getAttribute('aria-label').includes(' mean, ')");
    pages.await(
        "playground.lanes.get('shortpoll').timeline.items"
            + ".some(item => item.label === '304, nothing new')");
  }

  @Test
  void theBytesBehindAnArrowAreShownByKeyboard() {
    pages.post("demo/burst?messages=1");
    pages.awaitLanes("lane.timeline.items.some(item => ['MESSAGE', 'ANSWER'].includes(item.kind))");
    var canvas = pages.browser.driver().findElement(By.cssSelector(".lane[data-lane=sse] canvas"));
    canvas.sendKeys(Keys.ARROW_UP);
    pages.await("playground.lanes.get('sse').timeline.selected !== null");
    canvas.sendKeys(Keys.ENTER);
    pages.await("document.querySelector('#bytes').open");
    for (int i = 0; i < 10 && !bytes().contains("GET /push/sse"); i++) {
      String before = bytes();
      pages.click("#bytes .previous");
      pages.await("document.querySelector('#bytes pre').textContent !== `" + before + "`");
    }
    pages.await(
        "document.querySelector('#bytes pre').textContent.includes('GET /push/sse?topic=lane')");
    assertTrue(bytes().contains("Accept: text/event-stream\\r\\n"), bytes());
    pages.click("#bytes .close");
  }

  @Test
  void heartbeatsThatNoPageCanSeeAreDrawn() {
    pages.await("playground.lanes.get('sse').timeline.items.some(i => i.kind === 'HEARTBEAT')");
    pages.await(
        "playground.lanes.get('websocket').timeline.items.some(i => i.label === 'pong' && i.up)");
  }

  @Test
  void itIsReadableOnAPhoneADeskAndAProjector() throws Exception {
    pages.choose("#rate", "4"); // 5 a second
    pages.awaitLanes("lane.ledger.messages >= 15");
    for (String colours : List.of("light", "dark")) {
      pages.browser.preferColours(colours);
      for (int width : new int[] {360, 1280, 1920}) {
        pages.browser.resize(width, width == 1920 ? 1080 : 800);
        pages.await("document.documentElement.scrollWidth <= " + width);
        String name = "demo-playground-" + width + '-' + colours;
        assertTrue(Files.size(pages.browser.screenshot(name)) > 0);
      }
    }
    pages.browser.preferColours("light");
    pages.choose("#rate", "0");
  }

  private static String bytes() {
    return String.valueOf(pages.value("document.querySelector('#bytes pre').textContent"));
  }
}
