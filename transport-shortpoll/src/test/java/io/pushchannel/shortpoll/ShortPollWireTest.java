package io.pushchannel.shortpoll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.MessageBus;
import io.pushchannel.Retention;
import io.pushchannel.server.PushServer;
import io.pushchannel.testkit.WireClient;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire, byte by byte. */
class ShortPollWireTest {

  private final MessageBus bus = MessageBus.inMemory(Retention.DEFAULT.withMessages(3));
  private final PushServer server =
      PushServer.builder(bus).transports(new ShortPollTransport()).port(0).start();
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

  private static String batch(String tag, String body) {
    return "HTTP/1.1 200 OK\r\nCache-Control: no-cache\r\nContent-Type: application/json\r\nETag: \""
        + tag
        + "\"\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private static void assertBatch(String tag, String body, String answer) {
    assertEquals(batch(tag, body), answer);
  }

  @Test
  void theFirstPollTellsWhereTheLogEnds() throws IOException {
    bus.publish("t", "a");
    assertBatch(
        "theepoch-1",
        "{\"cursor\":\"theepoch-1\",\"messages\":[]}",
        client.get("/push/shortpoll?topic=t").answer());
  }

  @Test
  void theNextHasWhatCameAfterIt() throws IOException {
    bus.publish("t", "a");
    bus.publish("u", "other");
    bus.publish("t", "b");
    assertBatch(
        "theepoch-3",
        "{\"cursor\":\"theepoch-3\",\"messages\":[{\"id\":\"theepoch-3\",\"topic\":\"t\",\"data\":\"b\"}]}",
        client.get("/push/shortpoll?topic=t&after=theepoch-1").answer());
  }

  @Test
  void nothingNewIsA304WithoutABody() throws IOException {
    bus.publish("t", "a");
    String notModified =
        "HTTP/1.1 304 Not Modified\r\nCache-Control: no-cache\r\nETag: \"theepoch-1\"\r\n\r\n";
    assertEquals(
        notModified,
        client
            .get("/push/shortpoll?topic=t&after=theepoch-1", "If-None-Match: \"theepoch-1\"\r\n")
            .answer());
    assertEquals(
        notModified,
        client
            .get(
                "/push/shortpoll?topic=t&after=theepoch-1",
                "If-None-Match: \"x\", W/\"theepoch-1\"\r\n")
            .answer());
  }

  @Test
  void theTagStaysWhileOtherTopicsMove() throws IOException {
    bus.publish("t", "a");
    bus.publish("u", "b");
    assertTrue(
        client
            .get("/push/shortpoll?topic=t&after=theepoch-1", "If-None-Match: \"theepoch-1\"\r\n")
            .answer()
            .startsWith("HTTP/1.1 304 "));
  }

  @Test
  void somethingNewIsABatchWhateverTheTag() throws IOException {
    bus.publish("t", "a");
    assertTrue(
        client
            .get("/push/shortpoll?topic=t&after=theepoch-0", "If-None-Match: \"theepoch-0\"\r\n")
            .answer()
            .startsWith("HTTP/1.1 200 "));
  }

  @Test
  void aBatchHasAtMostAsManyMessagesAsAskedFor() throws IOException {
    bus.publish("t", "a");
    bus.publish("t", "b");
    assertBatch(
        "theepoch-1",
        "{\"cursor\":\"theepoch-1\",\"messages\":[{\"id\":\"theepoch-1\",\"topic\":\"t\",\"data\":\"a\"}]}",
        client.get("/push/shortpoll?topic=t&after=earliest&limit=1").answer());
  }

  @Test
  void whatIsGoneIsAnnounced() throws IOException {
    for (String text : new String[] {"a", "b", "c", "d"}) {
      bus.publish("t", text);
    }
    assertBatch(
        "theepoch-2",
        "{\"cursor\":\"theepoch-2\","
            + "\"gap\":{\"after\":\"theepoch-0\",\"resumed\":\"theepoch-1\",\"reason\":\"evicted\"},"
            + "\"messages\":[{\"id\":\"theepoch-2\",\"topic\":\"t\",\"data\":\"b\"}]}",
        client.get("/push/shortpoll?topic=t&after=theepoch-0&limit=1").answer());
  }

  @Test
  void anHttp10ClientGetsItsAnswerAndTheEnd() throws IOException {
    String answer = client.send("GET /push/shortpoll?topic=t HTTP/1.0\r\n\r\n").untilClosed();
    assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
    assertTrue(answer.endsWith("\r\n\r\n{\"cursor\":\"theepoch-0\",\"messages\":[]}"), answer);
  }

  @Test
  void aBadLimitIsRefused() throws IOException {
    String answer = client.get("/push/shortpoll?topic=t&limit=0").answer();
    assertTrue(answer.startsWith("HTTP/1.1 400 Bad Request\r\n"), answer);
    assertTrue(
        answer.endsWith(
            "\"detail\":\"expected limit to be a whole number of at least 1, got \\\"0\\\"\"}"),
        answer);
  }

  @Test
  void anotherMethodIsRefused() throws IOException {
    String answer =
        client.send("POST /push/shortpoll?topic=t HTTP/1.1\r\nHost: x\r\n\r\n").answer();
    assertTrue(answer.startsWith("HTTP/1.1 405 Method Not Allowed\r\n"), answer);
    assertTrue(answer.contains("\r\nAllow: GET\r\n"), answer);
  }
}
