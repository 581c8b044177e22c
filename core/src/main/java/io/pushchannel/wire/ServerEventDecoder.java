package io.pushchannel.wire;

import io.pushchannel.Cursor;
import io.pushchannel.PublishResult;
import io.pushchannel.check.Excerpt;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the JSON objects of a server's events. Unknown fields are ignored. */
public final class ServerEventDecoder {

  private static final Set<String> CONTROLS = Set.of("open", "gap", "bye", "published", "refused");

  /** Upper limit of an announced heartbeat: with a longer one a lost server would go unnoticed. */
  private static final long MAX_HEARTBEAT_MILLIS = 600_000;

  private static final int UNKNOWN_STATUS = 500;

  private ServerEventDecoder() {}

  /**
   * Reads an object whose field {@code control}, if any, names the event.
   *
   * @throws IOException if it is neither a message nor a control object
   */
  public static ServerEvent read(JsonNode object) throws IOException {
    return object.has("control")
        ? readControl(JsonMessage.text(object, "control"), object)
        : new ServerEvent.MessageReceived(JsonMessage.readMessage(object));
  }

  /** Returns true for the name of a control event that this version reads. */
  public static boolean isKnown(String control) {
    return CONTROLS.contains(control);
  }

  /**
   * Reads the object of a control event.
   *
   * @throws IOException if a required field is missing or invalid
   */
  public static ServerEvent readControl(String control, JsonNode object) throws IOException {
    return switch (control) {
      case "open" -> opened(object);
      case "gap" -> new ServerEvent.GapAnnounced(JsonMessage.readGap(object));
      case "bye" -> goodbye(object);
      case "published" -> published(object);
      case "refused" -> refused(object);
      default -> new ServerEvent.Unknown(control);
    };
  }

  private static ServerEvent opened(JsonNode open) throws IOException {
    long heartbeat = Math.min(MAX_HEARTBEAT_MILLIS, millis(open, "heartbeat"));
    Duration silence = heartbeat <= 0 ? null : Duration.ofMillis(2 * heartbeat);
    return new ServerEvent.Opened(Cursor.ofPeer(JsonMessage.text(open, "cursor")), silence);
  }

  private static ServerEvent goodbye(JsonNode bye) {
    String reason = bye.path("status").asString("") + ' ' + bye.path("detail").asString("");
    return new ServerEvent.Goodbye(retry(bye), reason);
  }

  private static @Nullable Duration retry(JsonNode bye) {
    return bye.has("retry") ? Duration.ofMillis(Math.max(0, millis(bye, "retry"))) : null;
  }

  private static ServerEvent published(JsonNode published) throws IOException {
    Cursor id = JsonMessage.readPosition(published, "id");
    boolean repeated = published.path("repeated").asBoolean(false);
    return new ServerEvent.Published(
        JsonMessage.text(published, "ref"), new PublishResult(id, repeated));
  }

  private static ServerEvent refused(JsonNode refused) throws IOException {
    JsonNode given = refused.path("status");
    boolean isStatus = given.isIntegralNumber() && given.canConvertToInt();
    return new ServerEvent.Refused(
        JsonMessage.text(refused, "ref"),
        isStatus ? given.intValue() : UNKNOWN_STATUS,
        Excerpt.of(JsonMessage.text(refused, "reason")));
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
