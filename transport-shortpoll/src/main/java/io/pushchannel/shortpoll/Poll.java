package io.pushchannel.shortpoll;

import io.pushchannel.Gap;
import io.pushchannel.spi.BatchFormat;
import io.pushchannel.spi.EndpointContext;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.ReadRequest;
import io.pushchannel.wire.Position;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a poll, which stay the same until there are new messages.
 *
 * @param tag entity tag of the messages up to the requested position
 * @param limit maximum number of messages
 * @param known the entity tags that the client has, unchanged
 */
record Poll(ReadRequest read, String tag, int limit, @Nullable String known) {

  private static final String IF_NONE_MATCH = "If-None-Match";

  /**
   * Reads a request.
   *
   * @throws io.pushchannel.spi.HttpProblemException if it is invalid
   */
  static Poll of(PushExchange exchange, EndpointContext settings) {
    ReadRequest read = ReadRequest.of(exchange, settings);
    return new Poll(read, tag(read.after()), ReadRequest.limit(exchange), known(exchange));
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

  /** The tag of what there is up to {@code cursor}: nearly always where it reads from. */
  String tagOf(Position cursor) {
    return cursor.equals(read.after()) ? tag : tag(cursor);
  }

  /**
   * The tag of {@code batch}, which differs from that of every other batch that this request may
   * receive. After a cursor all messages up to the new cursor follow, or a gap. For {@code
   * earliest}, and after a gap, eviction changes which messages there are, so their number counts.
   */
  String tagOf(BatchFormat.Body batch) {
    Gap gap = batch.gap();
    if (gap == null && (batch.messages() == 0 || !read.after().equals(Position.EARLIEST))) {
      return tagOf(batch.cursor());
    }
    String loss = gap == null ? "" : "+" + gap.reason() + Position.of(gap.resumed()).sequence();
    return "\"" + batch.cursor() + "+" + batch.messages() + loss + "\"";
  }

  private static String tag(Position cursor) {
    return '"' + cursor.toString() + '"';
  }

  /** Returns true if the client sent entity tags. */
  boolean hasTags() {
    return known != null;
  }

  /**
   * Returns true if the client has the response with this entity tag (RFC 9110, section 13.1.2).
   */
  boolean knows(String tag) {
    return known != null && (known.equals(tag) || isListed(known, tag));
  }

  private static boolean isListed(String known, String tag) {
    return Arrays.stream(known.split(","))
        .map(String::strip)
        .map(one -> one.startsWith("W/") ? one.substring(2) : one)
        .anyMatch(one -> one.equals(tag) || one.equals("*"));
  }
}
