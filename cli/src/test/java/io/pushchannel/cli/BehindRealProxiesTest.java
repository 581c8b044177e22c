package io.pushchannel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.pushchannel.CloseReason;
import io.pushchannel.MessageBus;
import io.pushchannel.PushChannel;
import io.pushchannel.PushOptions;
import io.pushchannel.longpoll.LongPollTransport;
import io.pushchannel.server.PushServer;
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
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The proxies that most servers stand behind, as they are set up by default: what passes, what
 * survives a reload and a restart of the proxy, and what does not pass.
 */
@Timeout(60)
class BehindRealProxiesTest {

  @TempDir private Path directory;
  private final MessageBus bus = MessageBus.inMemory();
  private final PushServer server = PushServer.builder(bus).port(0).start();
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
      listener.awaitHeard(1);
      proxy.reload();
      bus.publish("t", "after the reload");
      listener.awaitHeard(2);
      proxy.stop();
      bus.publish("t", "while it is away");
      proxy.start();
      listener.awaitHeard(3);
      channel.publish("t", "from the client").toCompletableFuture().get(10, TimeUnit.SECONDS);
      listener.awaitHeard(4);
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

  private PushChannel open(RealProxy proxy, String transport) {
    PushOptions options =
        PushOptions.DEFAULT.withBackoff(Duration.ofMillis(20), Duration.ofMillis(200));
    return PushChannel.open(
        proxy.before(server.uri()), transport(transport), Set.of("t"), options, listener);
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
