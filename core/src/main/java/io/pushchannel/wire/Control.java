package io.pushchannel.wire;

import io.pushchannel.Cursor;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The control objects of streams, as a client reads them. */
public final class Control {

  /** Upper limit of an announced heartbeat: with a longer one a lost server would go unnoticed. */
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

  /** Returns the allowed silence: two announced heartbeats; null without an announcement. */
  public static @Nullable Duration allowedSilence(JsonNode open) {
    long heartbeat = Math.min(MAX_HEARTBEAT_MILLIS, millis(open, "heartbeat"));
    return heartbeat <= 0 ? null : Duration.ofMillis(2 * heartbeat);
  }

  /** Returns the requested pause; zero without one. */
  public static Duration retry(JsonNode bye) {
    return Duration.ofMillis(Math.max(0, millis(bye, "retry")));
  }

  /** Returns the value of a whole number, limited to {@code long}; 0 for anything else. */
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
