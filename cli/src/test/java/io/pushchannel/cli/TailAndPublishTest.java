package io.pushchannel.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.MessageBus;
import io.pushchannel.server.PushServer;
import io.pushchannel.wire.Position;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TailAndPublishTest {

  private MessageBus bus;
  private PushServer server;
  private String url;

  @BeforeEach
  void serve() throws Exception {
    bus = MessageBus.inMemory();
    server = PushServer.builder(bus).port(0).start();
    url = server.uri().toString();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    bus.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shortpoll", "longpoll", "sse", "websocket"})
  void whatIsPublishedIsPrinted(String transport) throws Exception {
    try (Invocation tail =
        Invocation.start("tail", url, "--topic", "t", "--transport", transport, "--count", "2")) {
      await().until(() -> tail.err().contains("connected"));
      Invocation first =
          Invocation.run("publish", url, "--topic", "t", "--transport", transport, "one");
      Invocation second =
          Invocation.run("publish", url, "--topic", "t", "--transport", transport, "zwölf 🐟");
      assertEquals(0, first.status(), first.err());
      assertEquals(Position.of(bus.cursor()).epoch() + "-1\n", first.out());
      assertEquals(Position.of(bus.cursor()).epoch() + "-2\n", second.out());
      assertEquals(0, tail.status());
      assertEquals("one\nzwölf 🐟\n", tail.out());
    }
  }

  @Test
  void jsonHasAnObjectALine() {
    bus.publish("t", "say \"hi\"\n");
    Invocation tail =
        Invocation.run(
            "tail", url, "--topic", "t", "--after", "earliest", "--count", "1", "--json");
    assertEquals(
        "{\"id\":\""
            + Position.of(bus.cursor()).epoch()
            + "-1\",\"topic\":\"t\",\"data\":\"say \\\"hi\\\"\\n\"}\n",
        tail.out());
  }

  @Test
  void aGapIsToldInJsonAndOnStandardError() {
    bus.publish("t", "kept");
    Invocation tail =
        Invocation.run("tail", url, "--topic", "t", "--after", "gone-7", "--count", "1", "--json");
    assertEquals(
        "{\"gap\":{\"after\":\"gone-7\",\"resumed\":\""
            + Position.of(bus.cursor()).epoch()
            + "-0\",\"reason\":\"epoch\"}}",
        tail.outLines().get(0));
    assertTrue(tail.err().contains("gap (epoch)"), tail.err());
  }

  @Test
  void severalTopicsAreTold() {
    bus.publish("a", "1");
    bus.publish("b", "2");
    Invocation tail =
        Invocation.run(
            "tail", url, "--topic", "a", "--topic", "b", "--after", "earliest", "--count", "2");
    assertEquals("a: 1\nb: 2\n", tail.out());
  }

  @Test
  void aKeyMakesRepeatingHarmless() {
    Invocation first = Invocation.run("publish", url, "--topic", "t", "--key", "k", "once");
    Invocation again = Invocation.run("publish", url, "--topic", "t", "--key", "k", "once");
    assertEquals(first.out(), again.out());
  }

  @Test
  void aKeyOfAnotherTextIsAnError() {
    Invocation.run("publish", url, "--topic", "t", "--key", "k", "one pizza");
    Invocation other = Invocation.run("publish", url, "--topic", "t", "--key", "k", "two pizzas");
    assertEquals(1, other.status());
    assertEquals("", other.out());
    assertTrue(other.err().contains("422") && other.err().contains("another text"), other.err());
  }

  @Test
  void withoutAKeyTheSameTextIsTwoMessages() {
    Invocation first = Invocation.run("publish", url, "--topic", "t", "twice");
    Invocation again = Invocation.run("publish", url, "--topic", "t", "twice");
    assertNotEquals(first.out(), again.out());
  }

  @Test
  void eachLineOfStandardInputIsAMessage() {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream("one\n\nthree\n".getBytes(StandardCharsets.UTF_8)));
    try {
      Invocation publish = Invocation.run("publish", url, "--topic", "t", "-");
      assertEquals(
          List.of(
              Position.of(bus.cursor()).epoch() + "-1",
              Position.of(bus.cursor()).epoch() + "-2",
              Position.of(bus.cursor()).epoch() + "-3"),
          publish.outLines());
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void aServerThatIsNotThereIsToldInOneLine() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    Invocation publish =
        Invocation.run(
            "publish", "http://127.0.0.1:" + free, "--topic", "t", "--timeout", "500ms", "text");
    assertEquals(1, publish.status());
    assertEquals(1, publish.err().lines().count(), publish.err());
    assertTrue(publish.err().contains("could not publish at http://127.0.0.1:" + free + "/push"));
  }

  @Test
  void aPathWithoutAServerIsToldInOneLine() {
    String wrong = URI.create(url).resolve("/elsewhere").toString();
    Invocation publish = Invocation.run("publish", wrong, "--topic", "t", "text");
    assertEquals(1, publish.status());
    assertTrue(publish.err().startsWith("pushchannel: the server refused: 404"), publish.err());
    Invocation tail = Invocation.run("tail", wrong, "--topic", "t");
    assertEquals(1, tail.status());
    assertTrue(tail.err().contains("pushchannel: the server refused: 404"), tail.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"shortpoll", "longpoll", "sse", "websocket"})
  void aRestartOfTheServerIsSurvivedAndTold(String transport) throws Exception {
    try (Invocation tail =
        Invocation.start("tail", url, "--topic", "t", "--transport", transport, "--count", "1")) {
      await().until(() -> tail.err().contains("connected"));
      int port = server.uri().getPort();
      server.close();
      await().until(() -> tail.err().contains("lost the connection"));
      server = PushServer.builder(bus).port(port).start();
      await().until(() -> tail.err().matches("(?s).*lost.*connected\\R"));
      bus.publish("t", "still here");
      assertEquals(0, tail.status());
      assertEquals("still here\n", tail.out());
    }
  }
}
