package io.pushchannel.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushExchange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The same bytes once more are the same request, and only the same bytes are. */
class RepeatedRequestTest {

  private static final String POLL =
      "GET /push/script?n=1 HTTP/1.1\r\nHost: a\r\nX-Mine: b\r\n\r\n";

  /** How often each target was read, in place of being remembered. */
  private final List<String> read = new CopyOnWriteArrayList<>();

  private final PushEndpoint remembering =
      exchange -> {
        String made = exchange.memoize(String.class, this::describe);
        exchange.respond(200, Map.of(), made.getBytes(StandardCharsets.US_ASCII));
      };

  private String describe(PushExchange exchange) {
    read.add(exchange.target());
    return exchange.target() + ' ' + exchange.query("n") + ' ' + exchange.header("X-Mine");
  }

  @Test
  void whatCameTwiceIsNotReadAgain() throws Exception {
    try (TestServer server = new TestServer(remembering);
        RawClient client = server.connect()) {
      for (int i = 0; i < 10; i++) {
        assertEquals("/push/script?n=1 [1] b", client.send(POLL).answer().body());
      }
      assertEquals(2, read.size());
    }
  }

  @Test
  void oneByteMakesAnotherRequestOfIt() throws Exception {
    List<UnaryOperator<String>> changes =
        List.of(
            poll -> poll.replace("n=1", "n=2"),
            poll -> poll.replace(": b", ": c"),
            poll -> poll.replace("Host: a", "Host: b"),
            poll -> poll.replace("b\r\n\r\n", "b\r\nX-More: c\r\n\r\n"),
            poll ->
                poll.replace("HTTP/1.1", "HTTP/1.0")
                    .replace("a\r\n", "a\r\nConnection: keep-alive\r\n"));
    try (TestServer server = new TestServer(remembering);
        RawClient client = server.connect()) {
      for (UnaryOperator<String> change : changes) {
        for (int i = 0; i < 3; i++) {
          client.send(POLL).answer();
        }
        read.clear();
        client.send(change.apply(POLL)).answer();
        assertEquals(1, read.size());
        client.send(POLL).answer();
      }
    }
  }

  @Test
  void itIsTheSameHoweverItIsCut() throws Exception {
    try (TestServer server = new TestServer(remembering);
        RawClient client = server.connect()) {
      client.send(POLL).answer();
      client.send(POLL).answer();
      for (int cut = 1; cut < POLL.length(); cut++) {
        client.send(POLL.substring(0, cut));
        client.send(POLL.substring(cut));
        assertEquals("/push/script?n=1 [1] b", client.answer().body());
      }
      client.send(POLL.repeat(100));
      for (int i = 0; i < 100; i++) {
        assertEquals("/push/script?n=1 [1] b", client.answer().body());
      }
    }
  }

  @Test
  void behindABodyThatLooksLikeItItIsABody() throws Exception {
    PushEndpoint script =
        exchange -> {
          exchange.memoize(String.class, this::describe);
          exchange.respond(200, Map.of(), exchange.body());
        };
    try (TestServer server = new TestServer(script);
        RawClient client = server.connect()) {
      for (int i = 0; i < 3; i++) {
        assertEquals("", client.send(POLL).answer().body());
      }
      String head = "POST /push/script HTTP/1.1\r\nHost: a\r\nContent-Length: " + POLL.length();
      for (int i = 0; i < 3; i++) {
        client.send(head + "\r\n\r\n");
        assertEquals(POLL, client.send(POLL).answer().body());
      }
      assertEquals("", client.send(POLL).answer().body());
    }
  }

  @Test
  void oneThatIsReadWhenTheNextHasComeIsNotMistakenForIt() throws Exception {
    Queue<PushExchange> held = new ConcurrentLinkedQueue<>();
    PushEndpoint script =
        exchange -> {
          if (exchange.target().endsWith("n=0")) {
            held.add(exchange);
          } else {
            remembering.handle(exchange);
          }
        };
    try (TestServer server = new TestServer(script);
        RawClient client = server.connect()) {
      client.send(POLL).answer(); // from now on this connection polls
      for (int i = 0; i < 3; i++) {
        client.send(POLL.replace("n=1", "n=0") + POLL.replace("n=1", "n=2"));
        await().until(() -> !held.isEmpty());
        PushExchange first = held.remove();
        first.notifier().execute(() -> remembering.handle(first));
        assertEquals("/push/script?n=0 [0] b", client.answer().body());
        assertEquals("/push/script?n=2 [2] b", client.answer().body());
      }
    }
  }

  @Test
  void whatIsRefusedIsRefusedEachTime() throws Exception {
    try (TestServer server = new TestServer(remembering);
        RawClient client = server.connect()) {
      String hostless = POLL.replace("Host: a\r\n", "");
      for (int i = 0; i < 5; i++) {
        assertEquals(400, client.send(hostless).answer().status());
        assertEquals(200, client.send(POLL).answer().status());
      }
    }
  }
}
