package io.pushchannel.demo;

import io.pushchannel.MessageBus;
import io.pushchannel.examples.PerformanceMonitor;
import io.pushchannel.examples.TriggerEndpoint;
import io.pushchannel.examples.WordStream;
import io.pushchannel.server.PushServerBuilder;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.ReadRequest;
import io.pushchannel.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** The server side of the example pages. */
final class Examples implements AutoCloseable {

  private static final List<String> WORDS =
      List.of("A", "topic", "is", "a", "bounded", "log;", "a", "transport", "moves", "a", "cursor");

  private static final Duration EVERY = Duration.ofSeconds(1);

  /** The lower limit of the parameter {@code every}, which shortens the eleven seconds. */
  private static final int FASTEST_MILLIS = 20;

  private final MessageBus house;
  private final ScheduledExecutorService thread;
  private final AtomicLong streams = new AtomicLong();
  private @Nullable PerformanceMonitor monitor;

  Examples(MessageBus house, ScheduledExecutorService thread) {
    this.house = house;
    this.thread = thread;
  }

  void mount(PushServerBuilder server) {
    server.mount("/demo/words", this::words);
    server.mount("/demo/trigger", new TriggerEndpoint(house, "events"));
  }

  /** Starts to publish the performance of this process. */
  void monitor(IntSupplier connections) {
    monitor = new PerformanceMonitor(house, "performance", connections, EVERY);
  }

  /** Starts a word stream on a topic of its own, and responds with the topic's name. */
  private void words(PushExchange exchange) {
    ReadRequest.requireMethod(exchange, "POST");
    String topic = "words." + streams.incrementAndGet();
    long slowest = EVERY.toMillis();
    long every = ReadRequest.number(exchange, "every", FASTEST_MILLIS, slowest, slowest);
    WordStream.start(house, topic, WORDS, Duration.ofMillis(every), thread);
    exchange.respond(
        200,
        Map.of("Content-Type", "application/json", "Cache-Control", "no-store"),
        Json.MAPPER.writeValueAsBytes(Map.of("topic", topic)));
  }

  @Override
  public void close() {
    if (monitor != null) {
      monitor.close();
    }
  }
}
