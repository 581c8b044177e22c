package io.pushchannel.integration.demo;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExamplePagesTest {

  private static DemoPages pages;

  @BeforeAll
  static void start() throws Exception {
    pages = new DemoPages();
    pages.browser.resize(1280, 800);
  }

  @AfterAll
  static void close() {
    if (pages != null) {
      pages.close();
    }
  }

  @AfterEach
  void nothingWentWrongAndNothingCameFromElsewhere() {
    assertEquals(List.of(), pages.errors());
    assertEquals(List.of(), pages.browser.requestsToElsewhere());
  }

  @ParameterizedTest
  @ValueSource(strings = {"shortpoll", "longpoll", "sse", "websocket"})
  void theWordsEndAndNobodyComesBack(String technique) {
    pages.open("/examples/words.html?every=60");
    choose(technique);
    pages.click("#start");
    pages.await("document.querySelector('#words .end')");
    assertEquals(
        "A topic is a bounded log; a transport moves a cursor that was all",
        pages.value("document.querySelector('#words').textContent"));
    int asked = pages.browser.requests().size();
    // an EventSource would come back after two seconds, a short poll after one, the others sooner
    Map<String, Integer> millis = Map.of("sse", 2500, "shortpoll", 1300);
    Duration untilItWould = Duration.ofMillis(millis.getOrDefault(technique, 700));
    await()
        .during(untilItWould)
        .atMost(untilItWould.plusSeconds(5))
        .until(() -> pages.browser.requests().size() == asked);
  }

  @Test
  void theWordsGoOnByAnotherTechniqueWithoutAHole() {
    pages.open("/examples/words.html?every=200");
    choose("sse");
    pages.click("#start");
    pages.await("document.querySelectorAll('#words span').length >= 3");
    choose("longpoll");
    pages.await("document.querySelectorAll('#words span').length >= 7");
    choose("websocket");
    pages.await("document.querySelector('#words .end')");
    assertEquals(12L, pages.value("document.querySelectorAll('#words span').length"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"shortpoll", "longpoll", "sse", "websocket"})
  void aVisitElsewhereIsAnEventOnThePage(String technique) {
    pages.open("/examples/trigger.html");
    choose(technique);
    pages.await("document.querySelector('#state').textContent === 'connected'");
    // the page says so from the technique before, too; only an answer to this one counts
    await()
        .until(
            () -> {
              pages.visit("demo/trigger?eventType=customer");
              return !"No event yet."
                  .equals(pages.value("document.querySelector('#summary').textContent"));
            });
    assertEquals("customer", pages.value("document.querySelector('#events strong').textContent"));
  }

  @Test
  void theServersPerformanceIsDrawn() {
    pages.open("/examples/performance.html");
    pages.await(
        "[...document.querySelectorAll('#charts output')].every(o => /[0-9]/.test(o.textContent))");
    assertEquals(4L, pages.value("document.querySelectorAll('#charts canvas').length"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"shortpoll", "longpoll", "sse", "websocket"})
  void aDeviceThatComesBackGetsWhatItMissed(String technique) {
    pages.open("/examples/devices.html");
    choose(technique);
    pages.await(
        "[...document.querySelectorAll('.phone .live')].every(p => p.textContent === 'online')");
    pages.click(".phone button");
    pages.await("document.querySelector('.phone .live').textContent.startsWith('offline, cursor')");
    pages.click("#send button");
    pages.await("document.querySelector('#sent').textContent.startsWith('in the log as')");
    pages.choose("#to", "device.tag.vip");
    pages.browser.run("document.querySelector('#sent').textContent = ''");
    pages.click("#send button");
    pages.await("document.querySelector('#sent').textContent.startsWith('in the log as')");
    pages.click(".phone button");
    pages.await("document.querySelectorAll('.phone .missed').length === 2");
    pages.await("document.querySelectorAll('.phone')[1].querySelectorAll('li').length === 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"shortpoll", "longpoll", "sse", "websocket"})
  void aDeviceThatMissedNothingIsOnlineAtOnce(String technique) {
    pages.open("/examples/devices.html");
    choose(technique);
    pages.click(".phone button");
    pages.await("document.querySelector('.phone .live').textContent.startsWith('offline, cursor')");
    pages.click(".phone button");
    long came = System.nanoTime();
    pages.await("document.querySelector('.phone .live').textContent === 'online'");
    assertTrue(System.nanoTime() - came < 5_000_000_000L, "the first poll was held");
    pages.await("document.querySelector('.phone .live').textContent === 'online'");
    // a message within a moment of coming back counts as missed
    pages.browser.driver().executeAsyncScript("setTimeout(arguments[0], 400)");
    pages.click("#send button");
    pages.await("document.querySelector('.phone li')");
    assertEquals(0L, pages.value("document.querySelectorAll('.phone .missed').length"));
  }

  @ParameterizedTest
  @CsvSource({
    "words, #start, #state",
    "trigger, button[data-event], #summary",
    "devices, #send button, #sent"
  })
  void aDemoThatStopsIsShown(String name, String button, String place) {
    pages.open("/examples/" + name + ".html");
    pages.await("document.querySelector('.techniques')");
    pages.stop();
    pages.click(button);
    pages.await("document.querySelector('" + place + "').textContent.includes('does not respond')");
    pages.startAgain();
  }

  @ParameterizedTest
  @ValueSource(strings = {"words", "performance", "trigger", "devices"})
  void theyAreReadableOnAPhoneADeskAndAProjector(String name) throws Exception {
    pages.open("/examples/" + name + ".html");
    pages.await("document.querySelector('.bar') && document.querySelector('.techniques')");
    for (String colours : List.of("light", "dark")) {
      pages.browser.preferColours(colours);
      for (int width : new int[] {360, 1280, 1920}) {
        pages.browser.resize(width, 800);
        pages.await("document.documentElement.scrollWidth <= " + width);
        String picture = "demo-" + name + '-' + width + '-' + colours;
        assertTrue(Files.size(pages.browser.screenshot(picture)) > 0);
      }
    }
    pages.browser.preferColours("light");
    pages.browser.resize(1280, 800);
  }

  @Test
  void aPageThatOneHasLeftLetsGoOfItsConnections() {
    for (int visit = 1; visit <= 4; visit++) { // three connections each, of the six there are
      pages.open("/examples/devices.html?visit=" + visit);
      pages.await("document.querySelectorAll('.phone .live').length === 3");
      pages.await(
          "[...document.querySelectorAll('.phone .live')].every(p => p.textContent === 'online')");
    }
  }

  @Test
  void theLessonsAreServed() {
    pages.open("/lessons/");
    pages.await("document.querySelector('main h1') && document.querySelector('.bar')");
    for (String language : List.of("en", "zh")) {
      pages.open("/lessons/" + language + "/1-short-polling.md");
      pages.await("[...document.images].length > 0");
      pages.await("[...document.images].every(image => image.complete && image.naturalWidth > 0)");
      assertEquals(language, pages.value("document.documentElement.lang"));
    }
  }

  private static void choose(String technique) {
    pages.click("input[value=" + technique + "]");
  }
}
