package io.pushchannel.shortpoll;

import io.pushchannel.spi.BatchFormat;
import io.pushchannel.spi.EndpointSettings;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.ReadRequest;
import java.util.Arrays;
import java.util.Map;

/** The server half: reads once, never waits, answers. */
final class ShortPollEndpoint implements PushEndpoint {

  private static final byte[] NOTHING = {};

  private final EndpointSettings settings;

  ShortPollEndpoint(EndpointSettings settings) {
    this.settings = settings;
  }

  @Override
  public void handle(PushExchange exchange) {
    ReadRequest request = ReadRequest.of(exchange, settings);
    int limit = BatchFormat.limit(exchange);
    try (Feed feed = request.open(settings.bus(), BatchFormat.INSTANCE, exchange.drain())) {
      if (!feed.isAvailable()) {
        String tag = tag(feed);
        if (isKnown(exchange, tag)) {
          // most polls end here, and cost no batch
          exchange.respond(304, Map.of("ETag", tag, "Cache-Control", "no-cache"), NOTHING);
          return;
        }
      }
      byte[] batch = BatchFormat.read(feed, limit);
      exchange.respond(
          200,
          Map.of(
              "Content-Type", "application/json", "ETag", tag(feed), "Cache-Control", "no-cache"),
          batch);
    }
  }

  private static String tag(Feed feed) {
    return '"' + feed.cursor().toString() + '"';
  }

  /** Whether the client has what this tag stands for (RFC 9110, section 13.1.2). */
  private static boolean isKnown(PushExchange exchange, String tag) {
    String known = exchange.header("If-None-Match");
    return known != null && (known.equals(tag) || isListed(known, tag));
  }

  private static boolean isListed(String known, String tag) {
    return Arrays.stream(known.split(","))
        .map(String::strip)
        .map(one -> one.startsWith("W/") ? one.substring(2) : one)
        .anyMatch(one -> one.equals(tag) || one.equals("*"));
  }
}
