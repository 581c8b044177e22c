package io.pushchannel.longpoll;

import io.pushchannel.spi.BatchFormat;
import io.pushchannel.spi.EndpointContext;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.ReadRequest;
import io.pushchannel.wire.Position;
import java.time.Duration;
import java.util.Map;

/** The server half: reads once, waits for the first message or the time limit, and responds. */
final class LongPollEndpoint implements PushEndpoint {

  private static final long WAIT_MILLIS = 25_000;

  private final EndpointContext settings;

  LongPollEndpoint(EndpointContext settings) {
    this.settings = settings;
  }

  @Override
  public void handle(PushExchange exchange) {
    ReadRequest request = ReadRequest.of(exchange, settings);
    int limit = ReadRequest.limit(exchange);
    long maxWait = settings.maxWait().toMillis();
    long wait = ReadRequest.number(exchange, "wait", 0, maxWait, Math.min(WAIT_MILLIS, maxWait));
    Feed feed = request.open(settings.log(), BatchFormat.INSTANCE, exchange.notifier());
    exchange.onEnd(feed::close);
    boolean wantsCursor = request.after().equals(Position.LATEST);
    boolean isHeld = wait > 0 && !wantsCursor && !ReadRequest.isHead(exchange);
    if (!isHeld || exchange.isClosing() || feed.isAvailable()) {
      answer(exchange, feed, limit);
    } else {
      feed.onAvailable(() -> exchange.run(() -> answerIfAvailable(exchange, feed, limit)));
      exchange.schedule(Duration.ofMillis(wait), () -> answer(exchange, feed, limit));
      exchange.onClosing(() -> answer(exchange, feed, limit));
    }
  }

  /** Ignores a signal for a message that an earlier poll has received already. */
  private static void answerIfAvailable(PushExchange exchange, Feed feed, int limit) {
    if (feed.isAvailable()) {
      answer(exchange, feed, limit);
    }
  }

  private static void answer(PushExchange exchange, Feed feed, int limit) {
    exchange.respond(
        200,
        Map.of("Content-Type", "application/json", "Cache-Control", "no-store"),
        BatchFormat.read(feed, limit));
  }
}
