package io.pushchannel.longpoll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.MessageBus;
import io.pushchannel.server.PushServer;
import io.pushchannel.testkit.WireClient;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire, byte by byte. */
class LongPollWireTest {

  private static final String EMPTY = "{\"cursor\":\"theepoch-0\",\"messages\":[]}";
  private static final String FIRST =
      "{\"cursor\":\"theepoch-1\","
          + "\"messages\":[{\"id\":\"theepoch-1\",\"topic\":\"t\",\"data\":\"a\"}]}";

  private final MessageBus bus = MessageBus.inMemory();
  private final PushServer server =
      PushServer.builder(bus)
          .transports(new LongPollTransport())
          .port(0)
          .maxWait(Duration.ofSeconds(30))
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

  private static void assertBatch(String body, String answer) {
    assertEquals(
        "HTTP/1.1 200 OK\r\nCache-Control: no-store\r\nContent-Type: application/json\r\n"
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body,
        answer);
  }

  /** A response on another connection shows that what was sent before has arrived. */
  private void awaitArrival() throws IOException {
    try (WireClient other = new WireClient(server, bus)) {
      other.get("/push/longpoll?topic=t").answer();
    }
  }

  @Test
  void theFirstPollIsAnsweredAtOnce() throws IOException {
    assertBatch(EMPTY, client.get("/push/longpoll?topic=t").answer());
  }

  @Test
  void aPollIsHeldUntilThereIsAMessage() throws IOException {
    client.get("/push/longpoll?topic=t&after=theepoch-0");
    awaitArrival();
    bus.publish("u", "another topic's");
    bus.publish("t", "b");
    assertBatch(FIRST.replace("-1", "-2").replace("\"a\"", "\"b\""), client.answer());
  }

  @Test
  void whatIsThereIsAnsweredAtOnce() throws IOException {
    bus.publish("t", "a");
    assertBatch(FIRST, client.get("/push/longpoll?topic=t&after=theepoch-0").answer());
  }

  @Test
  void theSamePollTwiceHasTheSameAnswer() throws IOException {
    bus.publish("t", "a");
    client.get("/push/longpoll?topic=t&after=theepoch-0");
    client.get("/push/longpoll?topic=t&after=theepoch-0");
    assertBatch(FIRST, client.answer());
    assertBatch(FIRST, client.answer());
  }

  @Test
  void pollsThatOverlapAreBothAnswered() throws IOException {
    try (WireClient other = new WireClient(server, bus)) {
      client.get("/push/longpoll?topic=t&after=theepoch-0");
      other.get("/push/longpoll?topic=t&after=theepoch-0");
      awaitArrival();
      bus.publish("t", "a");
      assertBatch(FIRST, client.answer());
      assertBatch(FIRST, other.answer());
    }
  }

  @Test
  void atTheEndOfTheWaitTheAnswerIsEmpty() throws IOException {
    assertBatch(EMPTY, client.get("/push/longpoll?topic=t&after=theepoch-0&wait=50").answer());
  }

  @Test
  void withoutAWaitItIsAnsweredAtOnce() throws IOException {
    assertBatch(EMPTY, client.get("/push/longpoll?topic=t&after=theepoch-0&wait=0").answer());
  }

  @Test
  void aWaitOfAnyLengthIsTakenAsTheLongestAllowed() throws IOException {
    client.get("/push/longpoll?topic=t&after=theepoch-0&wait=99999999999999999999");
    awaitArrival();
    bus.publish("t", "a");
    assertBatch(FIRST, client.answer());
  }

  @Test
  void aBadWaitIsRefused() throws IOException {
    String answer = client.get("/push/longpoll?topic=t&wait=1s").answer();
    assertTrue(answer.startsWith("HTTP/1.1 400 Bad Request\r\n"), answer);
    assertTrue(answer.contains("wait must be a whole number of at least 0"), answer);
  }

  @Test
  void aClientThatLeavesCostsTheNextNothing() throws IOException {
    client.get("/push/longpoll?topic=t&after=theepoch-0").close();
    try (WireClient next = new WireClient(server, bus)) {
      bus.publish("t", "a");
      assertBatch(FIRST, next.get("/push/longpoll?topic=t&after=theepoch-0").answer());
    }
  }

  @Test
  void aServerThatClosesAnswersAtOnce() throws IOException {
    client.get("/push/longpoll?topic=t&after=theepoch-0");
    awaitArrival();
    server.close();
    String answer = client.untilClosed();
    assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
    assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
    assertTrue(answer.endsWith(EMPTY), answer);
  }

  @Test
  void aPollThatIsHeldWhenTheBusIsClosedIsAnsweredWith503() throws IOException {
    client.get("/push/longpoll?topic=t&after=theepoch-0");
    awaitArrival();
    bus.close();
    String answer = client.untilClosed();
    assertTrue(answer.startsWith("HTTP/1.1 503 Service Unavailable\r\n"), answer);
    assertTrue(answer.contains("\r\nRetry-After: 5\r\n"), answer);
  }

  @Test
  void headIsNeverHeldAndHasNoBody() throws IOException {
    String answer =
        client
            .send(
                "HEAD /push/longpoll?topic=t&after=theepoch-0&wait=30000 HTTP/1.1\r\n"
                    + "Host: localhost\r\nConnection: close\r\n\r\n")
            .untilClosed();
    assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
    assertTrue(answer.contains("\r\nContent-Length: " + EMPTY.length() + "\r\n"), answer);
    assertTrue(answer.endsWith("\r\n\r\n"), answer);
  }
}
