package io.pushchannel.shortpoll;

import io.pushchannel.Gap;
import io.pushchannel.spi.BatchFormat;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.wire.Position;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The entity tags that the client of a poll has: if the response would have one of them, it is 304
 * without a body (RFC 9110, sections 8.8.3 and 13.1.2).
 *
 * @param after the position to read after
 * @param unchanged entity tag of the messages up to that position
 * @param known the value of {@code If-None-Match}, or null
 */
record EntityTags(Position after, String unchanged, @Nullable String known) {

  private static final String IF_NONE_MATCH = "If-None-Match";
  private static final byte[] NOTHING = {};

  /** Reads the tags of a request, or returns those of the same request before it. */
  static EntityTags of(PushExchange exchange, Position after) {
    return exchange.memoize(
        EntityTags.class, poll -> new EntityTags(after, tag(after), known(poll)));
  }

  private static @Nullable String known(PushExchange exchange) {
    if (exchange.header(IF_NONE_MATCH) == null) {
      return null;
    }
    return exchange.headers().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(IF_NONE_MATCH))
        .map(Map.Entry::getValue)
        .collect(Collectors.joining(","));
  }

  /** Responds with 304 if there is nothing new; most polls end here, and cost no batch. */
  boolean respondIfUnchanged(PushExchange exchange, Feed feed) {
    if (known == null || feed.isAvailable()) {
      return false;
    }
    String tag = tagOf(feed.cursor());
    return isKnown(tag) && respondNotModified(exchange, tag);
  }

  /** Responds with a batch, or with 304 if the client has it. */
  void respond(PushExchange exchange, BatchFormat.Body batch) {
    String tag = tagOf(batch);
    if (isKnown(tag)) {
      respondNotModified(exchange, tag);
    } else {
      exchange.respond(
          200,
          Map.of("Content-Type", "application/json", "ETag", tag, "Cache-Control", "no-cache"),
          batch.bytes());
    }
  }

  private static boolean respondNotModified(PushExchange exchange, String tag) {
    exchange.respond(304, Map.of("ETag", tag, "Cache-Control", "no-cache"), NOTHING);
    return true;
  }

  /** Returns the tag of the messages up to {@code cursor}, in most cases the requested position. */
  private String tagOf(Position cursor) {
    return cursor.equals(after) ? unchanged : tag(cursor);
  }

  /**
   * Returns the tag of {@code batch}, which differs from that of every other batch that this
   * request may receive. After a cursor all messages up to the new cursor follow, or a gap. For
   * {@code earliest}, and after a gap, eviction changes the set of messages, so their number
   * counts.
   */
  private String tagOf(BatchFormat.Body batch) {
    Gap gap = batch.gap();
    if (gap == null && (batch.messages() == 0 || !after.equals(Position.EARLIEST))) {
      return tagOf(batch.cursor());
    }
    String loss = gap == null ? "" : "+" + gap.reason() + Position.of(gap.resumed()).sequence();
    return "\"" + batch.cursor() + "+" + batch.messages() + loss + "\"";
  }

  private static String tag(Position cursor) {
    return '"' + cursor.toString() + '"';
  }

  private boolean isKnown(String tag) {
    return known != null && (known.equals(tag) || isListed(known, tag));
  }

  private static boolean isListed(String known, String tag) {
    return Arrays.stream(known.split(","))
        .map(String::strip)
        .map(one -> one.startsWith("W/") ? one.substring(2) : one)
        .anyMatch(one -> one.equals(tag) || one.equals("*"));
  }
}
