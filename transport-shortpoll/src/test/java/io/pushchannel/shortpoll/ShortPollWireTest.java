package io.pushchannel.shortpoll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.MessageBus;
import io.pushchannel.Retention;
import io.pushchannel.server.PushServer;
import io.pushchannel.testkit.WireClient;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire, byte by byte. */
class ShortPollWireTest {

  private final MessageBus bus = MessageBus.inMemory(Retention.builder().messages(3).build());
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
    return "HTTP/1.1 200 OK\r\n"
        + "Cache-Control: no-cache\r\n"
        + "Content-Type: application/json\r\n"
        + "ETag: \""
        + tag
        + "\"\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  /** Requests {@code query} twice, the second time with the tag of the first response. */
  private String again(String query, String tags) throws IOException {
    String first = client.get("/push/shortpoll?" + query).answer();
    assertTrue(first.startsWith("HTTP/1.1 200 "), first);
    return client.get("/push/shortpoll?" + query, String.format(tags, tag(first))).answer();
  }

  private static String tag(String response) {
    Matcher tag = Pattern.compile("ETag: (\"[^\"]+\")\r\n").matcher(response);
    assertTrue(tag.find(), response);
    return tag.group(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "topic=t&after=earliest",
        "topic=t&topic=u&after=earliest",
        "topic=t&after=earliest&limit=1",
        "topic=t&after=latest",
        "topic=t",
        "topic=t&after=theepoch-0",
        "topic=t&after=theepoch-1",
        "topic=t&after=theepoch-4",
        "topic=t&after=otherone-1",
        "topic=t&after=theepoch-9",
        "topic=none&after=earliest"
      })
  void aKnownTagIsA304BeforeAndAfterEviction(String query) throws IOException {
    for (String text : new String[] {"a", "b", "c", "d"}) { // three are retained
      bus.publish("t", text);
      for (String tags :
          new String[] {
            "If-None-Match: %s\r\n",
            "If-None-Match: W/%s\r\n",
            "If-None-Match: \"x\", %s\r\n",
            "If-None-Match: \"x\"\r\nIf-None-Match: %s\r\n",
            "If-None-Match: *\r\n"
          }) {
        String answer = again(query, tags);
        assertTrue(answer.startsWith("HTTP/1.1 304 "), () -> text + ' ' + tags + answer);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "topic=t&topic=u&after=earliest",
        "topic=t&topic=u&after=theepoch-0",
        "topic=t&topic=u&after=theepoch-2",
        "topic=t&topic=u&after=otherone-1"
      })
  void aTagNamesOneBodyWhateverIsEvicted(String query) throws IOException {
    Map<String, String> bodies = new HashMap<>();
    for (String topic : "t u t u t t t u u u u t".split(" ")) {
      bus.publish(topic, "x");
      String answer = client.get("/push/shortpoll?" + query).answer();
      String body = answer.substring(answer.indexOf("\r\n\r\n"));
      assertEquals(body, bodies.computeIfAbsent(tag(answer), tag -> body), tag(answer));
    }
    assertTrue(bodies.size() >= 8, () -> "only " + bodies.keySet());
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
        "theepoch-1+1",
        "{\"cursor\":\"theepoch-1\",\"messages\":[{\"id\":\"theepoch-1\",\"topic\":\"t\",\"data\":\"a\"}]}",
        client.get("/push/shortpoll?topic=t&after=earliest&limit=1").answer());
  }

  @Test
  void whatIsGoneIsAnnounced() throws IOException {
    for (String text : new String[] {"a", "b", "c", "d"}) {
      bus.publish("t", text);
    }
    assertBatch(
        "theepoch-2+1+evicted1",
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
            "\"detail\":\"limit must be a whole number of at least 1, was \\\"0\\\"\"}"),
        answer);
  }

  @Test
  void anotherMethodIsRefused() throws IOException {
    String answer =
        client.send("POST /push/shortpoll?topic=t HTTP/1.1\r\nHost: localhost\r\n\r\n").answer();
    assertTrue(answer.startsWith("HTTP/1.1 405 Method Not Allowed\r\n"), answer);
    assertTrue(answer.contains("\r\nAllow: GET, HEAD, OPTIONS\r\n"), answer);
  }
}
