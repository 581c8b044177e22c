package io.pushchannel.server.http;

import io.pushchannel.spi.HttpProblemException;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.wire.WireBuffer;
import java.util.Map;
import java.util.Set;

/**
 * A temporary error as an event stream that ends with {@code $bye}. A browser's {@code EventSource}
 * never reconnects after a status other than 200 (HTML standard, section 9.2.3), so a busy server
 * would lose its readers permanently.
 */
public final class EventStreamRefusal {

  private static final Set<Integer> TEMPORARY = Set.of(429, 500, 503);

  /** Headers of the response with status 200. */
  public static final Map<String, String> HEADERS =
      Map.of("Content-Type", "text/event-stream", "Cache-Control", "no-store");

  /** The shortest pause of a browser, in milliseconds. */
  private static final long PAUSE = 5000;

  private EventStreamRefusal() {}

  public static boolean appliesTo(PushExchange exchange, HttpProblemException refusal) {
    String accepted = exchange.header("Accept");
    return TEMPORARY.contains(refusal.status())
        && accepted != null
        && accepted.contains("text/event-stream")
        && exchange.method().equals("GET");
  }

  /**
   * Returns the event stream. Its {@code retry:} is for browsers. Clients with their own back-off
   * are asked for a pause only if the error has one.
   */
  public static byte[] body(HttpProblemException refusal) {
    String seconds = refusal.headers().getOrDefault("Retry-After", "");
    long asked = seconds.matches("[0-9]{1,6}") ? Long.parseLong(seconds) * 1000 : 0;
    WireBuffer body =
        new WireBuffer()
            .utf8("retry: ")
            .decimal(Math.max(PAUSE, asked))
            .utf8("\nevent: $bye\ndata: {\"status\":")
            .decimal(refusal.status())
            .utf8(",\"detail\":")
            .jsonString(refusal.detail());
    if (asked > 0) {
      body.utf8(",\"retry\":").decimal(asked);
    }
    return body.utf8("}\n\n").toByteArray();
  }
}
