package io.pushchannel.benchmarks.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pushchannel.benchmarks.cost.UnitCost.Bytes;
import io.pushchannel.benchmarks.load.PushTechnique;
import okhttp3.OkHttp;
import org.junit.jupiter.api.Test;

/**
 * Compares the counted bytes with the literal requests and responses. A changed header changes the
 * cost of a message and is meant to fail here.
 */
class UnitProbeTest {

  private static final int SIZE = 100;

  /** The headers that OkHttp adds to each request; a free loopback port has five digits. */
  private static final String CLIENT =
      "Host: 127.0.0.1:45000\r\nConnection: Keep-Alive\r\nAccept-Encoding: gzip\r\nUser-Agent: okhttp/"
          + OkHttp.VERSION
          + "\r\n\r\n";

  private static final String DATE = "Date: Wed, 25 Nov 2026 23:00:00 GMT\r\n";

  /** A message of 100 bytes on topic {@code prices}, including the comma before it. */
  private static final int ELEMENT =
      ",{'id':'9f3ac2d1-1001','topic':'prices','data':''}".length() + SIZE;

  @Test
  void aShortPollIsTwoHeadsAndOftenNothingElse() throws Exception {
    String request =
        "GET /push/shortpoll?topic=prices&after=9f3ac2d1-1000 HTTP/1.1\r\n"
            + "If-None-Match: \"9f3ac2d1-1000\"\r\n"
            + CLIENT;
    String nothing =
        "HTTP/1.1 304 Not Modified\r\n"
            + DATE
            + "Cache-Control: no-cache\r\nETag: \"9f3ac2d1-1000\"\r\n\r\n";
    String batch =
        "HTTP/1.1 200 OK\r\n"
            + DATE
            + "Cache-Control: no-cache\r\nContent-Type: application/json\r\n"
            + "ETag: \"9f3ac2d1-1001\"\r\nContent-Length: 187\r\n\r\n"
            + "{'cursor':'9f3ac2d1-1001','messages':[]}";
    UnitCost unit = UnitProbe.count(PushTechnique.SHORT_POLLING, RequestHeaders.SMALL, SIZE);
    assertEquals(new Bytes(request.length(), nothing.length()), unit.empty());
    assertEquals(new Bytes(request.length(), batch.length() - 1), unit.full(), "no first comma");
    assertEquals(ELEMENT, unit.message());
    assertEquals(ELEMENT - SIZE, unit.bare());
  }

  @Test
  void aLongPollIsTwoHeadsAndTheMessage() throws Exception {
    String request =
        "GET /push/longpoll?topic=prices&after=9f3ac2d1-1000&wait=25000 HTTP/1.1\r\n" + CLIENT;
    String head =
        "HTTP/1.1 200 OK\r\n"
            + DATE
            + "Cache-Control: no-store\r\nContent-Type: application/json\r\n";
    String batch = "{'cursor':'9f3ac2d1-1001','messages':[]}";
    UnitCost unit = UnitProbe.count(PushTechnique.LONG_POLLING, RequestHeaders.SMALL, SIZE);
    assertEquals(
        new Bytes(request.length(), (head + "Content-Length: 187\r\n\r\n" + batch).length() - 1),
        unit.full());
    assertEquals(
        new Bytes(request.length(), (head + "Content-Length: 40\r\n\r\n" + batch).length()),
        unit.empty());
    assertEquals(ELEMENT, unit.message());
  }

  @Test
  void anEventIsAChunkWithThreeFields() throws Exception {
    UnitCost unit = UnitProbe.count(PushTechnique.SSE, RequestHeaders.SMALL, SIZE);
    assertEquals(
        "95\r\nevent: prices\nid: 9f3ac2d1-1001\ndata: \n\n\r\n".length() + SIZE, unit.message());
    assertEquals("3\r\n:\n\n\r\n".length(), unit.heartbeat());
  }

  @Test
  void aFrameIsTheMessageAndAHeadOfFour() throws Exception {
    UnitCost unit = UnitProbe.count(PushTechnique.WEBSOCKET, RequestHeaders.SMALL, SIZE);
    assertEquals(ELEMENT - 1 + 4, unit.message());
    assertEquals(ELEMENT - SIZE - 1 + 2, unit.bare());
  }

  @Test
  void aBrowserSaysMoreAboutItselfInEachRequest() throws Exception {
    UnitCost small = UnitProbe.count(PushTechnique.LONG_POLLING, RequestHeaders.SMALL, SIZE);
    UnitCost browser = UnitProbe.count(PushTechnique.LONG_POLLING, RequestHeaders.BROWSER, SIZE);
    assertEquals(small.full().down(), browser.full().down());
    // Chromium 156 sends 544 bytes for the same request, with a different User-Agent
    assertEquals(544 - "Headless".length(), browser.full().up());
  }
}
