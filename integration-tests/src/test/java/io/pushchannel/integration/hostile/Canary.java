package io.pushchannel.integration.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.MessageBus;
import io.pushchannel.PushChannel;
import io.pushchannel.PushListener;
import io.pushchannel.PushState;
import io.pushchannel.longpoll.LongPollTransport;
import io.pushchannel.spi.PushTransport;
import io.pushchannel.sse.SseTransport;
import io.pushchannel.websocket.WebSocketTransport;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Well-behaved clients beside hostile ones: an SSE stream, a WebSocket and a held poll. Each must
 * receive each message once, in order, and never reconnect.
 */
final class Canary implements AutoCloseable {

  /** How many it has at most: an OkHttp of its own may keep one more than is in use. */
  static final int CONNECTIONS = 4;

  private static final String TOPIC = "canary";
  private static final long PATIENCE_SECONDS = 10;

  private final MessageBus bus;
  private final List<Ear> ears;
  private final AtomicInteger sung = new AtomicInteger();

  /** The events of one channel, as text. */
  private static final class Ear implements PushListener {
    private final String name;
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final PushChannel channel;

    Ear(URI server, PushTransport transport) {
      name = transport.name();
      channel = PushChannel.open(server, transport, Set.of(TOPIC), this);
    }

    @Override
    public void onMessage(Message message) {
      received.add(message.data());
    }

    @Override
    public void onGap(Gap gap) {
      received.add(gap.toString());
    }

    @Override
    public void onState(PushState state, @Nullable Exception cause) {
      received.add(cause == null ? state.toString() : state + ", for " + cause);
    }
  }

  Canary(URI server, MessageBus bus) throws InterruptedException {
    this.bus = bus;
    this.ears =
        Stream.of(new SseTransport(), new WebSocketTransport(), new LongPollTransport())
            .map(transport -> new Ear(server, transport))
            .toList();
    for (String state : List.of("CONNECTING", "OPEN")) {
      expect(state);
    }
  }

  /** Publishes once, and requires that all have received exactly that. */
  void sing() throws InterruptedException {
    String song = "song " + sung.incrementAndGet();
    bus.publish(TOPIC, song);
    expect(song);
  }

  private void expect(String text) throws InterruptedException {
    for (Ear ear : ears) {
      assertEquals(text, ear.received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), ear.name);
    }
  }

  @Override
  public void close() {
    ears.forEach(ear -> ear.channel.close());
  }
}
