package io.pushchannel.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.pushchannel.Cursor;
import io.pushchannel.Message;
import io.pushchannel.MessageBus;
import io.pushchannel.PushChannel;
import io.pushchannel.PushOptions;
import io.pushchannel.Retention;
import io.pushchannel.longpoll.LongPollTransport;
import io.pushchannel.server.PushServer;
import io.pushchannel.shortpoll.ShortPollTransport;
import io.pushchannel.spi.Batch;
import io.pushchannel.spi.PushTransport;
import io.pushchannel.sse.SseTransport;
import io.pushchannel.websocket.WebSocketTransport;
import io.pushchannel.wire.Position;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only all four transports together can show, and what a poll's own client could do wrong. */
@Timeout(120)
class AcrossTransportsTest {

  private static final List<PushTransport> TRANSPORTS =
      List.of(
          new SseTransport(),
          new LongPollTransport(),
          new WebSocketTransport(),
          new ShortPollTransport().withInterval(Duration.ofMillis(10)));

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

  @Test
  void aReaderChangesTransportAtAnyPlaceAndMissesNothing() throws Exception {
    Random random = new Random(7);
    List<Long> received = new ArrayList<>();
    Cursor place = new Position(Position.of(bus.cursor()).epoch(), 0).toCursor();
    for (int round = 0; round < 12; round++) {
      publish(50);
      place = readSome(TRANSPORTS.get(round % 4), place, 1 + random.nextInt(50), received);
    }
    assertEquals(
        LongStream.rangeClosed(1, Position.of(place).sequence()).boxed().toList(), received);
  }

  @Test
  void tenThousandPollsOnOneConnectionAreAnsweredRight() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    Cursor place = new Position(Position.of(bus.cursor()).epoch(), 0).toCursor();
    for (int poll = 1; poll <= 10_000; poll++) {
      publish(1);
      Batch batch = poll(client, "shortpoll", place);
      assertEquals(List.of((long) poll), numbers(batch));
      place = batch.cursor();
    }
    assertEquals(1, server.statistics().connections());
  }

  @Test
  void overlappingAbortedAndRepeatedPollsLoseAndRepeatNothing() throws Exception {
    int messages = 100_000;
    CompletableFuture<Void> publisher = CompletableFuture.runAsync(() -> publish(messages));
    HttpClient client = HttpClient.newHttpClient();
    Random random = new Random(11);
    List<Long> received = new ArrayList<>();
    Cursor place = new Position(Position.of(bus.cursor()).epoch(), 0).toCursor();
    while (received.size() < messages) {
      CompletableFuture<?> overlapping =
          client.sendAsync(request("longpoll", place), BodyHandlers.ofByteArray());
      if (random.nextBoolean()) {
        overlapping.cancel(true);
      }
      Batch batch = poll(client, "longpoll", place);
      Batch again = poll(client, "longpoll", place);
      assertEquals(batch.messages(), again.messages().subList(0, batch.messages().size()));
      assertNull(batch.gap());
      received.addAll(numbers(batch));
      place = batch.cursor();
    }
    publisher.get(10, TimeUnit.SECONDS);
    assertEquals(LongStream.rangeClosed(1, messages).boxed().toList(), received);
  }

  private void publish(int count) {
    for (int i = 0; i < count; i++) {
      bus.publish("a", "text");
    }
  }

  /** Reads at least {@code count} messages and returns the place after the last one received. */
  private Cursor readSome(PushTransport transport, Cursor after, int count, List<Long> received)
      throws InterruptedException {
    CountDownLatch enough = new CountDownLatch(count);
    CountDownLatch closed = new CountDownLatch(1);
    PushChannel channel =
        PushChannel.to(server.uri())
            .transport(transport)
            .topics(Set.of("a"))
            .options(PushOptions.builder().after(after).build())
            .listen(new Reader(received, enough, closed));
    enough.await();
    channel.close();
    closed.await();
    return channel.cursor();
  }

  private record Reader(List<Long> received, CountDownLatch enough, CountDownLatch closed)
      implements io.pushchannel.PushListener {
    @Override
    public void onMessage(Message message) {
      received.add(Position.of(message.id()).sequence());
      enough.countDown();
    }

    @Override
    public void onClosed(io.pushchannel.CloseReason reason) {
      closed.countDown();
    }
  }

  private Batch poll(HttpClient client, String transport, Cursor place)
      throws IOException, InterruptedException {
    return Batch.parse(client.send(request(transport, place), BodyHandlers.ofByteArray()).body());
  }

  private HttpRequest request(String transport, Cursor place) {
    return HttpRequest.newBuilder(
            URI.create(server.uri() + "/" + transport + "?topic=a&wait=2000&after=" + place))
        .build();
  }

  private static List<Long> numbers(Batch batch) {
    return batch.messages().stream().map(message -> Position.of(message.id()).sequence()).toList();
  }
}
