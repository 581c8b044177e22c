package io.pushchannel.shortpoll;

import io.pushchannel.spi.BatchFormat;
import io.pushchannel.spi.EndpointContext;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushExchange;
import java.util.Map;

/** The server half: reads once, never waits, and responds. */
final class ShortPollEndpoint implements PushEndpoint {

  private static final byte[] NOTHING = {};

  private final EndpointContext settings;

  ShortPollEndpoint(EndpointContext settings) {
    this.settings = settings;
  }

  @Override
  public void handle(PushExchange exchange) {
    Poll poll = exchange.memoize(Poll.class, asked -> Poll.of(asked, settings));
    try (Feed feed = poll.read().open(settings.log(), BatchFormat.INSTANCE, exchange.drain())) {
      if (poll.hasTags() && !feed.isAvailable()) {
        String tag = poll.tagOf(feed.cursor());
        if (poll.knows(tag)) { // most polls end here, and cost no batch
          respondNotModified(exchange, tag);
          return;
        }
      }
      BatchFormat.Body batch = BatchFormat.readBody(feed, poll.limit());
      String tag = poll.tagOf(batch);
      if (poll.knows(tag)) {
        respondNotModified(exchange, tag);
      } else {
        exchange.respond(
            200,
            Map.of("Content-Type", "application/json", "ETag", tag, "Cache-Control", "no-cache"),
            batch.bytes());
      }
    }
  }

  private static void respondNotModified(PushExchange exchange, String tag) {
    exchange.respond(304, Map.of("ETag", tag, "Cache-Control", "no-cache"), NOTHING);
  }
}
