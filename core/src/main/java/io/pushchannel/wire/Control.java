package io.pushchannel.wire;

import io.pushchannel.Cursor;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The control objects of streams, as a client reads them. */
public final class Control {

  /** A longer heartbeat counts as this: nobody would notice that the server is gone. */
  private static final long MAX_HEARTBEAT_MILLIS = 600_000;

  private Control() {}

  /**
   * The place at which a stream opens, or the text that stands for one.
   *
   * @throws IOException if {@code open} has none
   */
  public static Cursor cursor(JsonNode open) throws IOException {
    return Cursor.ofPeer(JsonMessage.text(open, "cursor"));
  }

  /** How long the server may be silent: two announced heartbeats; null if it announces none. */
  public static @Nullable Duration allowedSilence(JsonNode open) {
    long heartbeat = Math.min(MAX_HEARTBEAT_MILLIS, millis(open, "heartbeat"));
    return heartbeat <= 0 ? null : Duration.ofMillis(2 * heartbeat);
  }

  /** For how long the server asks to stay away; nothing if it does not say. */
  public static Duration retry(JsonNode bye) {
    return Duration.ofMillis(Math.max(0, millis(bye, "retry")));
  }

  /** What is no whole number says nothing; one that is too large counts as the largest. */
  private static long millis(JsonNode object, String field) {
    JsonNode value = object.path(field);
    if (!value.isIntegralNumber()) {
      return 0;
    }
    return value.canConvertToLong()
        ? value.longValue()
        : value.bigIntegerValue().signum() * Long.MAX_VALUE;
  }
}
