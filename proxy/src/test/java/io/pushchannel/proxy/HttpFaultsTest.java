package io.pushchannel.proxy;

import static io.pushchannel.proxy.Line.assertSilent;
import static io.pushchannel.proxy.Line.read;
import static io.pushchannel.proxy.Line.readAll;
import static io.pushchannel.proxy.Line.send;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests the faults that depend on HTTP. */
@Timeout(20)
class HttpFaultsTest {

  private static final String REQUEST = "GET /push HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String SHORT = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String LONG = "HTTP/1.1 200 OK\r\ncontent-length:10\r\n\r\n0123456789";
  private static final String CHUNKED =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
          + "3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n";

  private Line line;

  @AfterEach
  void close() throws Exception {
    line.close();
  }

  @Test
  void anAnswerIsCutShortOfWhatItPromised() throws Exception {
    line = new Line(new Fault.TruncateResponse(4));
    String before = "HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n" + SHORT + CHUNKED;
    send(line.server, before + LONG);
    assertEquals(before + LONG.substring(0, LONG.length() - 6), readAll(line.client));
    assertEquals(List.of(new Fault.TruncateResponse(4)), line.onFault);
  }

  @Test
  void anAnswerMayLoseItsWholeBody() throws Exception {
    line = new Line(new Fault.TruncateResponse(0));
    send(line.server, SHORT);
    assertEquals(SHORT.substring(0, SHORT.length() - 2), readAll(line.client));
  }

  @Test
  void aRequestWhoseAnswerIsLostIsSentAgainAndTheClientKnowsOfNothing() throws Exception {
    line = new Line(new Fault.RepeatRequest());
    send(line.client, REQUEST);
    assertEquals(REQUEST, read(line.server, REQUEST));
    send(line.server, LONG);
    assertEquals("", readAll(line.server));
    line.server = line.accept();
    assertEquals(REQUEST, read(line.server, REQUEST));
    send(line.server, SHORT);
    assertEquals(SHORT, read(line.client, SHORT));
    send(line.client, REQUEST);
    assertEquals(REQUEST, read(line.server, REQUEST));
    send(line.server, LONG);
    assertEquals(LONG, read(line.client, LONG));
    assertEquals(List.of(new Fault.RepeatRequest()), line.onFault);
  }

  @Test
  void answersAreHeldUntilTheyAreWhole() throws Exception {
    line = new Line(new Fault.HoldResponses(1_000));
    for (String answer : List.of(SHORT, CHUNKED, LONG)) {
      send(line.server, answer.substring(0, answer.length() - 1));
      assertSilent(line.client);
      send(line.server, answer.substring(answer.length() - 1));
      assertEquals(answer, read(line.client, answer));
    }
    String endless = "HTTP/1.0 200 OK\r\n\r\ndata: 1\n\n";
    send(line.server, endless);
    assertSilent(line.client);
    line.server.close();
    assertEquals(endless, readAll(line.client));
  }

  @Test
  void heldIsOnlyABoundedAmount() throws Exception {
    line = new Line(new Fault.HoldResponses(60));
    String endless = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n";
    send(line.server, endless);
    assertSilent(line.client);
    send(line.server, "a\r\n0123456789\r\n");
    assertEquals(endless, read(line.client, endless));
    read(line.client, "a\r\n0123456789\r\n");
    send(line.server, "1");
    assertEquals("1", read(line.client, "1"));
  }

  @Test
  void anUpgradeIsNotHeld() throws Exception {
    line = new Line(new Fault.HoldResponses(1_000));
    String upgrade = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";
    send(line.server, upgrade + "frame");
    assertEquals(upgrade + "frame", read(line.client, upgrade + "frame"));
    send(line.server, "x");
    assertEquals("x", read(line.client, "x"));
  }

  @Test
  void theServerIsSpokenToByHttp10() throws Exception {
    line = new Line(new Fault.Http10());
    send(line.client, "POST /push/publish?topic=t HTTP/1.1\r\nHost: x\r\nCONNECTION: keep-alive,");
    send(line.client, " X-Own\r\nX-Own: 1\r\nUpgrade: websocket\r\nContent-Length: 4\r\n\r\nbody");
    String passed =
        "POST /push/publish?topic=t HTTP/1.0\r\nHost: x\r\nContent-Length: 4\r\n"
            + "Connection: close\r\n\r\nbody";
    assertEquals(passed, read(line.server, passed));
    send(line.server, SHORT);
    line.server.close();
    assertEquals(SHORT, readAll(line.client));
  }

  @Test
  void chunksCannotGoUpByHttp10() throws Exception {
    line = new Line(new Fault.Http10());
    send(line.client, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");
    assertEquals("HTTP/1.1 411 Length Required\r\nContent-Length: 0\r\n\r\n", readAll(line.client));
  }
}
