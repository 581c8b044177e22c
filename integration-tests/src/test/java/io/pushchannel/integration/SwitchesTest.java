package io.pushchannel.integration;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.MessageBus;
import io.pushchannel.PushChannel;
import io.pushchannel.PushRefusedException;
import io.pushchannel.longpoll.LongPollTransport;
import io.pushchannel.server.PushServer;
import io.pushchannel.shortpoll.ShortPollTransport;
import io.pushchannel.spi.PushTransport;
import io.pushchannel.sse.SseTransport;
import io.pushchannel.testkit.RecordingListener;
import io.pushchannel.websocket.WebSocketTransport;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code clientPublish(false)} and {@code allowSubscribe(false)}, on every path to the bus. */
@Timeout(60)
class SwitchesTest {

  private final MessageBus bus = MessageBus.inMemory();
  private final PushServer server =
      PushServer.builder(bus).port(0).clientPublish(false).allowSubscribe(false).start();

  @AfterEach
  void close() {
    server.close();
    bus.close();
  }

  static Stream<PushTransport> transports() {
    return Stream.of(
        new ShortPollTransport().withInterval(Duration.ofMillis(20)),
        new LongPollTransport(),
        new SseTransport(),
        new WebSocketTransport());
  }

  @ParameterizedTest
  @MethodSource("transports")
  void noTransportPublishesAndTheChannelGoesOn(PushTransport transport) throws Exception {
    RecordingListener listener = new RecordingListener();
    try (PushChannel channel =
        PushChannel.open(server.uri(), transport, Set.of("a", "b"), listener)) {
      listener.awaitOpen();
      var publish = channel.publish("a", "from a client").toCompletableFuture();
      var e = assertThrows(ExecutionException.class, () -> publish.get(10, TimeUnit.SECONDS));
      PushRefusedException failure = assertInstanceOf(PushRefusedException.class, e.getCause());
      assertEquals(403, failure.status());
      assertTrue(failure.getMessage().contains("clientPublish"), failure.getMessage());
      bus.publish("b", "from the application");
      listener.awaitReceived(1);
      assertEquals(List.of("from the application"), listener.data());
    }
  }

  @Test
  void aWebSocketKeepsTheTopicsOfItsRequest() {
    Frames frames = new Frames();
    WebSocket socket = frames.open(server.uri(), "orders/1");
    socket.sendText("{\"subscribe\":[\"orders/2\"]}", true).join();
    socket.sendText("{\"publish\":{\"ref\":\"7\",\"topic\":\"orders/3\",\"data\":\"x\"}}", true);
    await().until(() -> frames.received.size() == 3);
    bus.publish("orders/2", "of another");
    bus.publish("orders/3", "of a third");
    bus.publish("orders/1", "own");
    await().until(() -> frames.received.size() == 4);
    List<String> texts = List.copyOf(frames.received);
    assertTrue(texts.get(1).contains("\"status\":403,\"reason\":\"clients may not change"));
    assertTrue(texts.get(2).contains("\"ref\":\"7\",\"status\":403"), texts.get(2));
    assertTrue(texts.get(3).contains("\"data\":\"own\""), texts.get(3));
    socket.sendText("{\"unsubscribe\":[\"orders/1\"]}", true).join();
    socket.sendPing(ByteBuffer.allocate(1)).join();
    await().until(() -> frames.pongs.size() == 1); // the command before it is done
    bus.publish("orders/1", "no longer read");
    socket.sendText("{\"subscribe\":[\"orders/1\"]}", true).join();
    await().until(() -> frames.received.size() == 5);
    assertTrue(List.copyOf(frames.received).get(4).contains("\"status\":403"));
    socket.abort();
  }

  /** Records text frames; each message fits into one frame. */
  private static final class Frames implements WebSocket.Listener {

    final Queue<String> received = new ConcurrentLinkedQueue<>();
    final Queue<Integer> pongs = new ConcurrentLinkedQueue<>();

    WebSocket open(URI server, String topic) {
      URI uri =
          URI.create(server.toString().replace("http://", "ws://") + "/websocket?topic=" + topic);
      return HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(uri, this).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      received.add(data.toString());
      return WebSocket.Listener.super.onText(socket, data, last);
    }

    @Override
    public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
      pongs.add(message.remaining());
      return WebSocket.Listener.super.onPong(socket, message);
    }
  }
}
