package io.pushchannel.integration;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.Cursor;
import io.pushchannel.MessageBus;
import io.pushchannel.PushChannel;
import io.pushchannel.longpoll.LongPollTransport;
import io.pushchannel.server.PushServer;
import io.pushchannel.shortpoll.ShortPollTransport;
import io.pushchannel.spi.PushTransport;
import io.pushchannel.sse.SseTransport;
import io.pushchannel.testkit.RecordingListener;
import io.pushchannel.testkit.wire.RecordingProxy;
import io.pushchannel.websocket.WebSocketTransport;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All transports use the JVM's proxy and its login. The proxy alone knows the server's name. */
@Timeout(60)
class ProxyTest {

  private static final String LOGIN = "Basic dXNlcjpwYXNz";
  private static final List<String> PROPERTIES = List.of("http.proxyHost", "http.proxyPort");

  @AfterEach
  void restore() {
    PROPERTIES.forEach(System::clearProperty);
    Authenticator.setDefault(null);
  }

  static Stream<PushTransport> transports() {
    return Stream.of(
        new WebSocketTransport(),
        new SseTransport(),
        new LongPollTransport(),
        new ShortPollTransport());
  }

  @ParameterizedTest
  @MethodSource("transports")
  void readingAndPublishingGoThroughTheProxy(PushTransport transport) throws Exception {
    RecordingListener listener = new RecordingListener();
    try (MessageBus bus = MessageBus.inMemory();
        PushServer server = PushServer.builder(bus).port(0).allowHost("push.test").start();
        RecordingProxy proxy = new RecordingProxy(server.port(), LOGIN)) {
      use(proxy);
      URI base = URI.create("http://push.test:" + proxy.port() + "/push");
      try (PushChannel channel = PushChannel.open(base, transport, Set.of("t"), listener)) {
        listener.awaitOpen();
        Cursor id = channel.publish("t", "x").toCompletableFuture().get(20, TimeUnit.SECONDS).id();
        listener.awaitReached(id);
      }
      assertTrue(
          proxy.requests().stream().anyMatch(each -> each.contains("push.test")),
          () -> "" + proxy.requests());
    }
  }

  private static void use(RecordingProxy proxy) {
    System.setProperty("http.proxyHost", "127.0.0.1");
    System.setProperty("http.proxyPort", "" + proxy.port());
    Authenticator.setDefault(
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication("user", "pass".toCharArray());
          }
        });
  }
}
