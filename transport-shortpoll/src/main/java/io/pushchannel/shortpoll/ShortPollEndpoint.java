package io.pushchannel.shortpoll;

import io.pushchannel.spi.BatchFormat;
import io.pushchannel.spi.EndpointContext;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.ReadRequest;

/** The server half: reads once, never waits, and responds. */
final class ShortPollEndpoint implements PushEndpoint {

  private final EndpointContext settings;

  ShortPollEndpoint(EndpointContext settings) {
    this.settings = settings;
  }

  @Override
  public void handle(PushExchange exchange) {
    ReadRequest request = ReadRequest.repeated(exchange, settings);
    int limit = ReadRequest.limit(exchange);
    EntityTags tags = EntityTags.of(exchange, request.after());
    try (Feed feed = request.open(settings.log(), BatchFormat.INSTANCE, exchange.notifier())) {
      if (!tags.respondIfUnchanged(exchange, feed)) {
        tags.respond(exchange, BatchFormat.readBody(feed, limit));
      }
    }
  }
}
