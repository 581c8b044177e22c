package io.pushchannel.sse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.MessageBus;
import io.pushchannel.Retention;
import io.pushchannel.server.PushServer;
import io.pushchannel.testkit.WireClient;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire, byte by byte. */
class SseWireTest {

  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nCache-Control: no-store, no-transform\r\n"
          + "Content-Type: text/event-stream\r\nX-Accel-Buffering: no\r\n";

  private final MessageBus bus = MessageBus.inMemory(Retention.builder().messages(2).build());
  private final PushServer server =
      PushServer.builder(bus)
          .transports(new SseTransport())
          .port(0)
          .heartbeat(Duration.ofMillis(300))
          .start();
  private WireClient client;

  @BeforeEach
  void connect() throws IOException {
    client = new WireClient(server, bus);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    server.close();
    bus.close();
  }

  private static String open(String cursor) {
    return "retry: 2000\nevent: $open\nid: "
        + cursor
        + "\ndata: {\"cursor\":\""
        + cursor
        + "\",\"heartbeat\":300}\n\n";
  }

  private static String chunk(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
  }

  @Test
  void aStreamHasItsHeadThePlaceItBeginsAtAndEachMessageAsAChunk() throws IOException {
    client.get("/push/sse?topic=t");
    assertEquals(
        HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunk(open("theepoch-0")),
        client.until("300}\n\n\r\n"));
    bus.publish("t", "first line\nsecond line");
    assertEquals(
        chunk("event: t\nid: theepoch-1\ndata: first line\ndata: second line\n\n"),
        client.until("second line\n\n\r\n"));
  }

  @Test
  void anHttp10ClientGetsTheSameWithoutChunksUntilTheEnd() throws IOException {
    bus.publish("t", "a");
    client.send("GET /push/sse?topic=t&after=earliest HTTP/1.0\r\n\r\n");
    assertEquals(
        HEAD
            + "Connection: close\r\n\r\n"
            + open("theepoch-0")
            + "event: t\nid: theepoch-1\ndata: a\n\n",
        client.until("data: a\n\n"));
    server.close();
    String end = client.untilClosed();
    assertTrue(end.matches("(?s)(:\n\n)*retry: \\d+\nevent: \\$bye\ndata: \\{\"retry\":\\d+}\n\n"));
  }

  @Test
  void aBrowserThatComesBackGoesOnWhereItWas() throws IOException {
    bus.publish("t", "a");
    bus.publish("t", "b");
    client.get("/push/sse?topic=t&after=earliest", "Last-Event-ID: theepoch-1\r\n");
    assertEquals(
        chunk(open("theepoch-1")) + chunk("event: t\nid: theepoch-2\ndata: b\n\n"),
        body(client.until("data: b\n\n\r\n")));
  }

  @Test
  void whatIsGoneIsAnnouncedBeforeWhatFollows() throws IOException {
    bus.publish("t", "a");
    bus.publish("t", "b");
    bus.publish("t", "c");
    client.get("/push/sse?topic=t&after=theepoch-0");
    assertEquals(
        chunk(open("theepoch-0"))
            + chunk(
                "event: $gap\n"
                    + "id: theepoch-1\n"
                    + "data:"
                    + " {\"after\":\"theepoch-0\",\"resumed\":\"theepoch-1\",\"reason\":\"evicted\"}\n\n")
            + chunk("event: t\nid: theepoch-2\ndata: b\n\n")
            + chunk("event: t\nid: theepoch-3\ndata: c\n\n"),
        body(client.until("data: c\n\n\r\n")));
  }

  @Test
  void aForeignLastEventIdIsAnsweredByAGapWithItsText() throws IOException {
    client.get("/push/sse?topic=t", "Last-Event-ID: 42\r\n");
    assertTrue(
        client
            .until("\"epoch\"}\n\n\r\n")
            .endsWith(
                "event: $gap\n"
                    + "id: theepoch-0\n"
                    + "data:"
                    + " {\"after\":\"42\",\"resumed\":\"theepoch-0\",\"reason\":\"epoch\"}\n\n\r\n"));
  }

  @Test
  void anIdleStreamHasAHeartbeat() throws IOException {
    client.get("/push/sse?topic=t").until("300}\n\n\r\n");
    assertEquals(chunk(":\n\n"), client.until("\n\n\r\n"));
    assertEquals(chunk(":\n\n"), client.until("\n\n\r\n"));
  }

  @Test
  void aServerThatClosesSaysWhenToComeBackAndEndsTheChunks() throws IOException {
    client.get("/push/sse?topic=t").until("300}\n\n\r\n");
    server.close();
    String end = client.untilClosed();
    assertTrue(
        end.matches("(?s).*retry: (\\d+)\nevent: \\$bye\ndata: \\{\"retry\":\\1}\n\n\r\n0\r\n\r\n"),
        end);
  }

  @Test
  void anotherMethodIsRefused() throws IOException {
    String answer =
        client.send("PUT /push/sse?topic=t HTTP/1.1\r\nHost: localhost\r\n\r\n").answer();
    assertTrue(answer.startsWith("HTTP/1.1 405 Method Not Allowed\r\n"), answer);
    assertTrue(answer.contains("\r\nAllow: GET, HEAD, OPTIONS\r\n"), answer);
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  @Test
  void aStreamWhoseBusIsClosedEndsWithBye() throws IOException {
    client.get("/push/sse?topic=t").until("300}\n\n\r\n");
    bus.close();
    String rest = client.untilClosed();
    assertTrue(rest.contains("event: $bye\n"), rest);
  }
}
