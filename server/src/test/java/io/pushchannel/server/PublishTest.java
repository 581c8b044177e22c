package io.pushchannel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.Cursor;
import io.pushchannel.PublishResult;
import io.pushchannel.server.RawClient.Answer;
import io.pushchannel.spi.HttpProblemException;
import io.pushchannel.spi.MessageLog;
import io.pushchannel.wire.Position;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublishTest {

  private final TestServer server =
      new TestServer(
          TestServer.ECHO, s -> s.limits(ServerLimits.builder().bodyBytes(1000).build()));
  private RawClient client;

  @BeforeEach
  void connect() throws Exception {
    client = server.connect();
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    server.close();
  }

  @Test
  void aPublishAnswersTheId() throws Exception {
    Answer answer = publish("topic=t", "", "hello");
    assertEquals(201, answer.status());
    assertEquals("{\"id\":\"" + Position.of(server.bus.cursor()).epoch() + "-1\"}", answer.body());
  }

  @Test
  void aRepeatedKeyAnswersTheFirstId() throws Exception {
    Answer first = publish("topic=t", "Idempotency-Key: k\r\n", "hello");
    Answer again = publish("topic=t", "Idempotency-Key: k\r\n", "hello");
    Answer other = publish("topic=t", "Idempotency-Key: l\r\n", "hello");
    assertEquals(201, first.status());
    assertEquals(200, again.status());
    assertEquals(first.body(), again.body());
    assertNotEquals(first.body(), other.body());
  }

  @Test
  void aKeyOfAnotherTextIsRefused() throws Exception {
    Answer first = publish("topic=t", "Idempotency-Key: k\r\n", "one\r\npizza");
    assertEquals(200, publish("topic=t", "Idempotency-Key: k\r\n", "one\npizza").status());
    Answer reused = publish("topic=t", "Idempotency-Key: k\r\n", "two pizzas");
    assertEquals(422, reused.status());
    assertTrue(reused.body().contains("key \\\"k\\\" on topic t belongs to"), reused.body());
    String id = first.body().substring(7, first.body().length() - 2);
    assertTrue(reused.body().contains(id), reused.body());
    assertEquals(201, publish("topic=u", "Idempotency-Key: k\r\n", "two pizzas").status());
  }

  @Test
  void aKeyWhosePublishIsUnfinishedIsAConflict() throws Exception {
    CompletableFuture<PublishResult> first = new CompletableFuture<>();
    MessageLog slow =
        (MessageLog)
            Proxy.newProxyInstance(
                MessageLog.class.getClassLoader(),
                new Class<?>[] {MessageLog.class},
                (proxy, method, arguments) -> method.getName().equals("append") ? first : null);
    UnfinishedKeys keys = new UnfinishedKeys(slow);
    assertFalse(keys.append("t", "x", "k").toCompletableFuture().isDone());
    Throwable conflict =
        assertThrows(
                ExecutionException.class,
                () -> keys.append("t", "x", "k").toCompletableFuture().get())
            .getCause();
    HttpProblemException refusal = HttpProblemException.ofPublish(conflict);
    assertEquals(409, refusal.status());
    assertEquals(Map.of("Retry-After", "1"), refusal.headers());
    assertFalse(keys.append("u", "x", "k").toCompletableFuture().isCompletedExceptionally());
    first.complete(new PublishResult(Cursor.parse("e-1"), false));
    assertEquals(Cursor.parse("e-1"), keys.append("t", "x", "k").toCompletableFuture().get().id());
  }

  @Test
  void aKeyThatIsTooLongIsRefused() throws Exception {
    Answer answer = publish("topic=t", "Idempotency-Key: " + "k".repeat(257) + "\r\n", "hello");
    assertEquals(400, answer.status());
  }

  @Test
  void anEmptyBodyIsAMessage() throws Exception {
    assertEquals(201, publish("topic=t", "", "").status());
  }

  @Test
  void aBodyThatIsNotUtf8IsRefusedAndTheConnectionGoesOn() throws Exception {
    assertEquals(400, publish("topic=t", "", "\u00c3\u0028").status());
    assertEquals(201, publish("topic=t", "", "\u00c3\u00a4").status());
  }

  @Test
  void aPublishNamesExactlyOneValidTopic() throws Exception {
    assertEquals(400, publish("", "", "hello").status());
    assertEquals(400, publish("topic=a&topic=b", "", "hello").status());
    assertEquals(400, publish("topic=$a", "", "hello").status());
    assertEquals(201, publish("topic=a%2Fb", "", "hello").status());
  }

  @Test
  void aBrokenQueryIsRefusedNotMended() throws Exception {
    for (String broken : new String[] {"topic=%", "topic=%4", "topic=%zz", "topic=a%ff", "%c3=1"}) {
      assertEquals(400, publish(broken, "", "hello").status(), broken);
    }
  }

  @Test
  void anAnnouncedBodyOverTheLimitIsRefusedBeforeItIsSent() throws Exception {
    client.send("POST /push/publish?topic=t HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n");
    Answer answer = client.answer();
    assertEquals(413, answer.status());
    assertEquals("close", answer.header("Connection"));
    assertEquals("", client.readToEnd());
  }

  @Test
  void chunksOverTheLimitAreRefused() throws Exception {
    client.send("POST /push/publish?topic=t HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n");
    client.send("\r\n1f4\r\n" + "x".repeat(500) + "\r\n1f5\r\n" + "x".repeat(501));
    assertEquals(413, client.answer().status());
    assertEquals("", client.readToEnd());
  }

  @Test
  void chunksArePutTogether() throws Exception {
    client.send("POST /push/publish?topic=t HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n");
    client.send("\r\n" + "1\r\nx\r\n".repeat(1000) + "0\r\n\r\n");
    assertEquals(201, client.answer().status());
  }

  @Test
  void aClientThatAsksFirstIsToldToContinue() throws Exception {
    client.send(
        "POST /push/publish?topic=t HTTP/1.1\r\nHost: a\r\n"
            + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n");
    assertEquals(100, client.head().status());
    client.send("hello");
    assertEquals(201, client.answer().status());
  }

  @Test
  void aClosedBusIsUnavailable() throws Exception {
    server.bus.close();
    Answer answer = publish("topic=t", "", "hello");
    assertEquals(503, answer.status());
    assertTrue(Integer.parseInt(answer.header("Retry-After")) > 0);
  }

  private Answer publish(String query, String headers, String body) throws Exception {
    return client
        .send(
            "POST /push/publish?"
                + query
                + " HTTP/1.1\r\nHost: localhost\r\n"
                + headers
                + ("Content-Length: " + body.length() + "\r\n\r\n" + body))
        .answer();
  }
}
