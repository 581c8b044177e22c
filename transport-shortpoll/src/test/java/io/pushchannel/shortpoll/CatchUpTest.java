package io.pushchannel.shortpoll;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pushchannel.Cursor;
import io.pushchannel.MessageBus;
import io.pushchannel.PushChannel;
import io.pushchannel.PushOptions;
import io.pushchannel.server.PushServer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class CatchUpTest {

  private static final ShortPollTransport HOURLY =
      new ShortPollTransport().withInterval(Duration.ofHours(1));

  /** Receives all of a topic in one poll, though it polls once an hour. */
  private static int receive(MessageBus bus, int messages) {
    AtomicInteger received = new AtomicInteger();
    try (PushServer server = PushServer.builder(bus).transports(HOURLY).port(0).start();
        PushChannel channel =
            PushChannel.to(server.uri())
                .transport(HOURLY)
                .topics(Set.of("t"))
                .options(PushOptions.builder().after(Cursor.EARLIEST).build())
                .listen(message -> received.incrementAndGet())) {
      Awaitility.await(channel.toString())
          .atMost(Duration.ofSeconds(30))
          .until(received::get, count -> count >= messages);
    }
    return received.get();
  }

  @Test
  void manyMessagesAreFetchedBatchAfterBatch() {
    try (MessageBus bus = MessageBus.inMemory()) {
      for (int i = 0; i < 2500; i++) {
        bus.publish("t", "m" + i);
      }
      assertEquals(2500, receive(bus, 2500));
    }
  }

  @Test
  void largeMessagesAreFetchedBatchAfterBatch() {
    try (MessageBus bus = MessageBus.inMemory()) {
      for (int i = 0; i < 10; i++) {
        bus.publish("t", "x".repeat(700_000));
      }
      assertEquals(10, receive(bus, 10));
    }
  }
}
