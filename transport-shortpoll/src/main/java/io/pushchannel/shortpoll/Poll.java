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
 * What a poll asks: the same until there is something new.
 *
 * @param tag of what there is up to where it reads from
 * @param limit how many messages at most
 * @param known the tags of what the client has, as they came
 */
record Poll(ReadRequest read, String tag, int limit, @Nullable String known) {

  private static final String IF_NONE_MATCH = "If-None-Match";

  /**
   * Reads a request.
   *
   * @throws io.pushchannel.spi.HttpProblemException if it is none
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

  /** Whether the client has anything. */
  boolean hasTags() {
    return known != null;
  }

  /** Whether the client has what {@code tag} stands for (RFC 9110, section 13.1.2). */
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
