package io.pushchannel.server;

import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.Refusal;
import io.pushchannel.spi.WireBuffer;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A temporary error as an event stream that ends with {@code $bye}. A browser's {@code EventSource}
 * never reconnects after a status other than 200 (HTML standard, section 9.2.3), so a busy server
 * would lose its readers permanently.
 */
final class EventStreamRefusal {

  private static final Set<Integer> TEMPORARY = Set.of(429, 500, 503);

  static final Map<String, String> HEADERS =
      Map.of("Content-Type", "text/event-stream", "Cache-Control", "no-store");

  /** The pause if the refusal names none, in milliseconds. */
  private static final long PAUSE = 5000;

  private EventStreamRefusal() {}

  static boolean appliesTo(PushExchange exchange, Refusal refusal) {
    String accepted = exchange.header("Accept");
    return TEMPORARY.contains(refusal.status())
        && accepted != null
        && accepted.contains("text/event-stream")
        && exchange.method().equals("GET");
  }

  static byte[] body(Refusal refusal) {
    long pause = pause(refusal.headers().get("Retry-After"));
    return new WireBuffer()
        .utf8("retry: ")
        .decimal(pause)
        .utf8("\nevent: $bye\ndata: {\"retry\":")
        .decimal(pause)
        .utf8(",\"status\":")
        .decimal(refusal.status())
        .utf8(",\"detail\":")
        .jsonString(refusal.detail())
        .utf8("}\n\n")
        .toByteArray();
  }

  private static long pause(@Nullable String seconds) {
    return seconds != null && seconds.matches("[0-9]{1,6}")
        ? Math.max(PAUSE, Long.parseLong(seconds) * 1000)
        : PAUSE;
  }
}
