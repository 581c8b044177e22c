package io.pushchannel.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pushchannel.Cursor;
import io.pushchannel.Message;
import io.pushchannel.MessageBus;
import io.pushchannel.PublishResult;
import io.pushchannel.PushChannel;
import io.pushchannel.PushOptions;
import io.pushchannel.Retention;
import io.pushchannel.longpoll.LongPollTransport;
import io.pushchannel.proxy.Direction;
import io.pushchannel.proxy.Fault;
import io.pushchannel.proxy.FaultProxy;
import io.pushchannel.server.PushServer;
import io.pushchannel.shortpoll.ShortPollTransport;
import io.pushchannel.spi.PushTransport;
import io.pushchannel.sse.SseTransport;
import io.pushchannel.websocket.WebSocketTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Publishing through the fault proxy, on each transport: connections are cut, and lines are slow.
 */
@Timeout(180)
class PublishingOnBadLinesTest {

  private static final int PUBLISHES = 1000;
  private static final int CUTS = 10;
  private static final int SLOW_LINE = 20_000;
  private static final int LARGE_TEXT = 700_000;

  private MessageBus bus;
  private PushServer server;

  @BeforeEach
  void start() {
    bus = MessageBus.inMemory(Retention.builder().messages(200_000).bytes(64 << 20).build());
    server = PushServer.builder(bus).port(0).start();
  }

  @AfterEach
  void close() {
    server.close();
    bus.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shortpoll", "longpoll", "sse", "websocket"})
  void aThousandPublishesAndTenCutsLeaveALogInOrderWithoutLossOrRepetition(String name)
      throws Exception {
    BlockingQueue<String> log = new LinkedBlockingQueue<>();
    try (FaultProxy proxy = new FaultProxy(server.port());
        PushChannel reader = open(transport(name), null, log);
        PushChannel writer = open(transport(name), proxy, new LinkedBlockingQueue<>())) {
      List<CompletableFuture<PublishResult>> published = new ArrayList<>();
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < PUBLISHES; i++) {
        expected.add("" + i);
        published.add(writer.publish("t", "" + i).toCompletableFuture());
      }
      for (int cut = 1; cut <= CUTS; cut++) {
        published.get(cut * PUBLISHES / (CUTS + 2)).get(60, TimeUnit.SECONDS);
        proxy.cutAll();
      }
      List<Cursor> ids = new ArrayList<>();
      for (CompletableFuture<PublishResult> each : published) {
        ids.add(each.get(60, TimeUnit.SECONDS).id());
      }
      assertEquals(PUBLISHES, Set.copyOf(ids).size());
      assertEquals(expected, take(log, PUBLISHES));
      assertEquals(List.of(), List.copyOf(log), reader::toString);
    }
  }

  /** All four at once, because each takes half a minute. */
  @Test
  void aLargeTextGoesThroughASlowLineOnEachTransport() throws Exception {
    String text = "x".repeat(LARGE_TEXT);
    List<FaultProxy> proxies = new ArrayList<>();
    List<PushChannel> channels = new ArrayList<>();
    List<CompletableFuture<PublishResult>> published = new ArrayList<>();
    BlockingQueue<String> log = new LinkedBlockingQueue<>();
    try (PushChannel reader = open(new SseTransport(), null, log)) {
      for (String name : List.of("shortpoll", "longpoll", "sse", "websocket")) {
        FaultProxy proxy =
            new FaultProxy(
                server.port(),
                connection -> List.of(new Fault.Throttle(Direction.UP, SLOW_LINE)),
                fault -> {});
        proxies.add(proxy);
        PushChannel channel = open(transport(name), proxy, new LinkedBlockingQueue<>());
        channels.add(channel);
        published.add(channel.publish("t", text).toCompletableFuture());
      }
      for (CompletableFuture<PublishResult> each : published) {
        each.get(120, TimeUnit.SECONDS);
      }
      assertEquals(List.of(text, text, text, text), take(log, 4), reader::toString);
    } finally {
      channels.forEach(PushChannel::close);
      proxies.forEach(FaultProxy::close);
    }
  }

  private static PushTransport transport(String name) {
    return switch (name) {
      case "shortpoll" -> new ShortPollTransport().withInterval(Duration.ofMillis(50));
      case "longpoll" -> new LongPollTransport();
      case "sse" -> new SseTransport();
      default -> new WebSocketTransport();
    };
  }

  private PushChannel open(PushTransport transport, FaultProxy proxy, BlockingQueue<String> texts) {
    PushOptions options =
        PushOptions.builder()
            .after(Cursor.EARLIEST)
            .backoff(Duration.ofMillis(20), Duration.ofMillis(200))
            .build();
    return PushChannel.to(proxy == null ? server.uri() : proxy.before(server.uri()))
        .transport(transport)
        .topics(Set.of("t"))
        .options(options)
        .listen((Message message) -> texts.add(message.data()));
  }

  private static List<String> take(BlockingQueue<String> texts, int count) throws Exception {
    List<String> taken = new ArrayList<>();
    while (taken.size() < count) {
      String next = texts.poll(60, TimeUnit.SECONDS);
      if (next == null) {
        break;
      }
      taken.add(next);
    }
    return taken;
  }
}
