package io.pushchannel.spi;

import io.pushchannel.Topic;
import io.pushchannel.check.Excerpt;
import io.pushchannel.wire.Position;
import io.pushchannel.wire.WireFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that all four transports have in common: {@code topic}, and the position in {@code
 * Last-Event-ID}, {@code lastEventId} or {@code after}, whichever comes first in this list.
 *
 * @param topics the topics to read
 * @param after the position to read after
 */
public record ReadRequest(Set<String> topics, Position after) {

  /**
   * Reads a request.
   *
   * @throws HttpProblemException if the method is neither GET nor HEAD, or a topic or the cursor is
   *     not valid
   */
  public static ReadRequest of(PushExchange exchange, EndpointContext settings) {
    requireMethod(exchange, "GET");
    return new ReadRequest(topics(exchange, settings.maxTopics()), after(exchange));
  }

  /**
   * Reads a request like {@link #of}, or returns the value of the same request before it: a polling
   * client repeats its request byte for byte while there is nothing new. Other transports have no
   * use for a copy of the last request.
   */
  public static ReadRequest repeated(PushExchange exchange, EndpointContext settings) {
    return exchange.memoize(ReadRequest.class, poll -> of(poll, settings));
  }

  /**
   * Opens the requested feed.
   *
   * @throws HttpProblemException 503 if the bus is closed or fails
   */
  public Feed open(MessageLog log, WireFormat format, ReaderNotifier notifier) {
    try {
      return log.open(topics, after, format, notifier);
    } catch (RuntimeException e) {
      throw HttpProblemException.ofRead(e);
    }
  }

  /**
   * Rejects any method but {@code expected}. HEAD counts as GET: the server sends the headers of
   * the response only (RFC 9110, section 9.3.2). The response to OPTIONS lists the allowed methods.
   *
   * @throws HttpProblemException 405 with {@code Allow}
   */
  public static void requireMethod(PushExchange exchange, String expected) {
    boolean isGet = expected.equals("GET");
    if (!exchange.method().equals(expected) && !(isGet && isHead(exchange))) {
      throw new HttpProblemException(
          405,
          "Method not allowed",
          "method must be " + expected + ", was " + exchange.method(),
          Map.of("Allow", isGet ? "GET, HEAD, OPTIONS" : expected + ", OPTIONS"));
    }
  }

  /** Returns true if only headers are requested; such a request is never held. */
  public static boolean isHead(PushExchange exchange) {
    return exchange.method().equals("HEAD");
  }

  /**
   * The value of a numeric query parameter, brought down to {@code max} if it is larger.
   *
   * @throws HttpProblemException 400 if it is no whole number of {@code min} or more
   */
  public static long number(PushExchange exchange, String name, long min, long max, long absent) {
    String text = single(exchange, name);
    if (text == null) {
      return absent;
    }
    boolean isNumber = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    long value = isNumber ? saturated(text) : -1;
    if (value < min) {
      throw new HttpProblemException(
          400,
          "Bad number",
          name + " must be a whole number of at least " + min + ", was " + Excerpt.quoted(text));
    }
    return Math.min(value, max);
  }

  /** Returns the number, or the largest {@code long} if it is larger. */
  private static long saturated(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  /**
   * Returns the maximum number of messages of a batch: the parameter {@code limit}, 1000 by default
   * and at most.
   *
   * @throws HttpProblemException 400 if it is not a number of 1 or more
   */
  public static int limit(PushExchange exchange) {
    int max = BatchFormat.MAX_MESSAGES;
    return (int) number(exchange, "limit", 1, max, max);
  }

  private static Set<String> topics(PushExchange exchange, int maxTopics) {
    List<String> asked = exchange.query("topic");
    if (asked.size() == 1) {
      return Set.of(requireTopic(asked.get(0))); // by far the most frequent case
    }
    Set<String> topics = new LinkedHashSet<>();
    for (String topic : asked) {
      topics.add(requireTopic(topic));
    }
    if (topics.isEmpty() || topics.size() > maxTopics) {
      throw new HttpProblemException(
          400,
          "Bad topic",
          "topics must be 1 to " + maxTopics + " (ServerLimits.topics), were " + topics.size());
    }
    return topics;
  }

  /**
   * Returns {@code topic} if it is valid.
   *
   * @throws HttpProblemException 400 if not
   */
  public static String requireTopic(String topic) {
    try {
      return Topic.requireValid(topic);
    } catch (IllegalArgumentException e) {
      throw new HttpProblemException(400, "Bad topic", String.valueOf(e.getMessage()));
    }
  }

  private static Position after(PushExchange exchange) {
    String lastEventId = lastEventId(exchange);
    if (lastEventId != null) {
      return Position.parse(lastEventId);
    }
    String after = single(exchange, "after");
    Position position = after == null ? Position.LATEST : Position.parse(after);
    if (position.isForeign()) {
      throw new HttpProblemException(
          400,
          "Bad cursor",
          "cursor must be <epoch>-<sequence>, latest or earliest, was "
              + Excerpt.quoted(position.toString()));
    }
    return position;
  }

  /** The header, or the query parameter of EventSource polyfills that cannot set headers. */
  private static @Nullable String lastEventId(PushExchange exchange) {
    String header = exchange.header("Last-Event-ID");
    if (header != null && !header.isEmpty()) {
      return header;
    }
    String parameter = single(exchange, "lastEventId");
    return parameter == null || parameter.isEmpty() ? null : parameter;
  }

  private static @Nullable String single(PushExchange exchange, String name) {
    var values = exchange.query(name);
    if (values.size() > 1) {
      throw new HttpProblemException(
          400,
          "Bad query",
          name + " must be there at most once, was there " + values.size() + " times");
    }
    return values.isEmpty() ? null : values.get(0);
  }
}
