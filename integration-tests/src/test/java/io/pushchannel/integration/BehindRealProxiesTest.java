package io.pushchannel.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.CloseReason;
import io.pushchannel.MessageBus;
import io.pushchannel.PushChannel;
import io.pushchannel.PushOptions;
import io.pushchannel.longpoll.LongPollTransport;
import io.pushchannel.server.PushServer;
import io.pushchannel.server.RawRequest;
import io.pushchannel.shortpoll.ShortPollTransport;
import io.pushchannel.spi.PushTransport;
import io.pushchannel.sse.SseTransport;
import io.pushchannel.testkit.RecordingListener;
import io.pushchannel.websocket.WebSocketTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The proxies that most servers stand behind, as they are set up by default: what passes, what
 * survives a reload and a restart of the proxy, and what does not pass.
 */
@Timeout(60)
class BehindRealProxiesTest {

  @TempDir private Path directory;
  private final MessageBus bus = MessageBus.inMemory();
  private final PushServer server =
      PushServer.builder(bus).port(0).allowHost("push.example.org").start();
  private final RecordingListener listener = new RecordingListener();

  @AfterEach
  void close() {
    server.close();
    bus.close();
  }

  static Stream<Arguments> passing() {
    return Stream.of(
            Stream.of("shortpoll", "longpoll", "sse").map(name -> named("NGINX", name)),
            Stream.of(named("NGINX_WITH_UPGRADE", "websocket")),
            Stream.of("shortpoll", "longpoll", "sse", "websocket")
                .map(name -> named("NGINX_AS_DOCUMENTED", name)),
            Stream.of("shortpoll", "longpoll", "sse", "websocket")
                .map(name -> named("HAPROXY", name)))
        .flatMap(each -> each);
  }

  private static Arguments named(String proxy, String transport) {
    return Arguments.of(RealProxy.Kind.valueOf(proxy), transport);
  }

  @ParameterizedTest(name = "{1} behind {0}")
  @MethodSource("passing")
  void messagesPassAndReloadsAndRestartsOfTheProxyLoseNone(RealProxy.Kind kind, String transport)
      throws Exception {
    try (RealProxy proxy = new RealProxy(kind, directory, server.port());
        PushChannel channel = open(proxy, transport)) {
      listener.awaitOpen();
      bus.publish("t", "before");
      listener.awaitReceived(1);
      proxy.reload();
      bus.publish("t", "after the reload");
      listener.awaitReceived(2);
      proxy.stop();
      bus.publish("t", "while it is away");
      proxy.start();
      listener.awaitReceived(3);
      channel.publish("t", "from the client").toCompletableFuture().get(10, TimeUnit.SECONDS);
      listener.awaitReceived(4);
    }
    assertEquals(
        List.of("before", "after the reload", "while it is away", "from the client"),
        listener.data());
    assertEquals(List.of(), listener.gaps());
  }

  @Test
  void webSocketDoesNotPassNginxUnlessItIsToldToUpgrade() throws Exception {
    try (RealProxy proxy = new RealProxy(RealProxy.Kind.NGINX, directory, server.port())) {
      open(proxy, "websocket");
      CloseReason.Refused refused =
          assertInstanceOf(CloseReason.Refused.class, listener.awaitClosed());
      assertEquals(426, refused.status());
    }
  }

  @ParameterizedTest(name = "behind {0}")
  @EnumSource(names = {"NGINX_AS_DOCUMENTED", "HAPROXY"})
  void aPageOfTheProxysNameReadsAndPublishes(RealProxy.Kind kind) throws Exception {
    try (RealProxy proxy = new RealProxy(kind, directory, server.port())) {
      int port = proxy.before(server.uri()).getPort();
      for (String host : List.of("push.example.org:" + port, "127.0.0.1:" + port)) {
        String origin = "Origin: http://" + host + "\r\n";
        assertEquals(
            101,
            RawRequest.status(
                port, "GET /push/websocket?topic=t", host, origin + RawRequest.HANDSHAKE));
        assertEquals(201, RawRequest.status(port, "POST /push/publish?topic=t", host, origin));
        assertEquals(200, RawRequest.status(port, "GET /push/sse?topic=t", host, origin));
      }
      assertEquals(421, RawRequest.status(port, "GET /push", "evil.example", ""));
    }
  }

  @Test
  void aRefusedOriginIsReportedWithTheHostThatTheProxySent() throws Exception {
    try (RealProxy proxy = new RealProxy(RealProxy.Kind.NGINX, directory, server.port())) {
      int port = proxy.before(server.uri()).getPort();
      String response =
          RawRequest.response(
              port,
              "POST /push/publish?topic=t",
              "push.example.org",
              "Origin: http://push.example.org\r\n");
      assertTrue(response.startsWith("HTTP/1.1 403 "), response);
      assertTrue(response.contains("127.0.0.1:" + server.port()), response);
      assertTrue(response.contains("allowOrigin"), response);
    }
  }

  private PushChannel open(RealProxy proxy, String transport) {
    PushOptions options =
        PushOptions.builder().backoff(Duration.ofMillis(20), Duration.ofMillis(200)).build();
    return PushChannel.to(proxy.before(server.uri()))
        .transport(transport(transport))
        .topics(Set.of("t"))
        .options(options)
        .listen(listener);
  }

  private static PushTransport transport(String name) {
    return switch (name) {
      case "shortpoll" -> new ShortPollTransport().withInterval(Duration.ofMillis(20));
      case "longpoll" -> new LongPollTransport();
      case "sse" -> new SseTransport();
      default -> new WebSocketTransport();
    };
  }
}
