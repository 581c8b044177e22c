package io.pushchannel.benchmarks.load;

import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.PushChannel;
import io.pushchannel.PushListener;
import io.pushchannel.PushState;
import io.pushchannel.benchmarks.result.Ledger;
import io.pushchannel.longpoll.LongPollTransport;
import io.pushchannel.shortpoll.ShortPollTransport;
import io.pushchannel.spi.PushTransport;
import io.pushchannel.sse.SseTransport;
import io.pushchannel.websocket.WebSocketTransport;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A channel of the library that verifies the raw connections: both must receive the same messages.
 */
final class Canary implements PushListener {

  private final CountDownLatch opened = new CountDownLatch(1);
  private final Book book = new Book();

  private Canary() {}

  /** Opens a channel that stays open until the process ends. */
  static Canary open(ConnectSpec spec) {
    Canary canary = new Canary();
    PushChannel.open(spec.server(), transport(spec), Set.of(ConnectSpec.TOPIC), canary);
    return canary;
  }

  private static PushTransport transport(ConnectSpec spec) {
    return switch (spec.technique()) {
      case SHORT_POLLING ->
          new ShortPollTransport()
              .withInterval(Duration.ofMillis(Math.max(10, spec.intervalMillis())));
      case LONG_POLLING -> new LongPollTransport();
      case SSE -> new SseTransport();
      case WEBSOCKET -> new WebSocketTransport();
      default ->
          throw new IllegalArgumentException(
              "canaries must be 0 for technique "
                  + spec.technique().word()
                  + ", was "
                  + spec.canaries());
    };
  }

  /** Returns a latch that reaches zero when the channel is open. */
  CountDownLatch opened() {
    return opened;
  }

  synchronized void reset(long first) {
    book.reset(first);
  }

  synchronized Ledger ledger(long end) {
    return book.ledger(end);
  }

  @Override
  public synchronized void onMessage(Message message) {
    book.message(Stamp.parse(message.data()).number());
  }

  @Override
  public synchronized void onGap(Gap gap) {
    book.gap();
  }

  @Override
  public void onState(PushState state, @Nullable Exception cause) {
    if (state == PushState.OPEN) {
      opened.countDown();
    }
  }
}
