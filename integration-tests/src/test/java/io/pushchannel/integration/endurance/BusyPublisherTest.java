package io.pushchannel.integration.endurance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.MessageBus;
import io.pushchannel.server.PushServer;
import io.pushchannel.wire.Position;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A publisher that never pauses keeps the one event loop busy, but not from accepting. */
@Timeout(60)
class BusyPublisherTest {

  private static final int READERS = 200;

  @Test
  void newConnectionsAreServedWhileThePublisherIsFasterThanTheLoop() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    AtomicLong published = new AtomicLong();
    try (MessageBus bus = MessageBus.inMemory();
        PushServer server = PushServer.builder(bus).port(0).eventLoops(1).start();
        LightClients readers =
            new LightClients(READERS, server.port(), Position.of(bus.cursor()).epoch())) {
      await().until(() -> readers.account().open() == READERS);
      CompletableFuture<Void> publisher =
          CompletableFuture.runAsync(
              () -> {
                while (!over.get()) {
                  bus.publish("t", "as fast as it goes");
                  published.incrementAndGet();
                }
              });
      long slowest = 0;
      for (int i = 0; i < 30; i++) {
        slowest = Math.max(slowest, askOnANewConnection(server.uri()));
      }
      over.set(true);
      publisher.get(10, TimeUnit.SECONDS);
      System.out.printf(
          "%,d messages published; the slowest of 30 new connections took %,d ms%n",
          published.get(), slowest);
      assertTrue(published.get() > 10_000, () -> published + " messages");
    }
  }

  /** Fails if the answer takes more than five seconds. */
  private static long askOnANewConnection(URI server) throws Exception {
    long start = System.nanoTime();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server + "/shortpoll?topic=other"))
            .timeout(Duration.ofSeconds(5))
            .build();
    int status = HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
    assertEquals(200, status);
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}
