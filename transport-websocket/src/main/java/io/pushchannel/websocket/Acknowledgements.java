package io.pushchannel.websocket;

import io.pushchannel.Cursor;
import io.pushchannel.PublishResult;
import io.pushchannel.PushRefusedException;
import io.pushchannel.check.Excerpt;
import io.pushchannel.wire.Json;
import io.pushchannel.wire.JsonMessage;
import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The server's replies to publishes. Used by the thread that reads, whichever that is. */
final class Acknowledgements {

  private static final int UNKNOWN_STATUS = 500;

  private final PublishWriter outbox;

  Acknowledgements(PublishWriter outbox) {
    this.outbox = outbox;
  }

  /** Returns whether any publish is unanswered. */
  boolean areAwaited() {
    return outbox.hasUnanswered();
  }

  /**
   * Processes a text if it is an acknowledgement; returns false of any other, also a broken one.
   */
  boolean process(String text) throws IOException {
    JsonNode object;
    try {
      object = Json.MAPPER.readTree(text);
    } catch (JacksonException e) {
      return false; // the channel's thread reports it when it comes to it
    }
    return process(object);
  }

  /** Processes an object if it is an acknowledgement. */
  boolean process(JsonNode object) throws IOException {
    String control = object.path("control").asString("");
    if (control.equals("published")) {
      published(object);
    } else if (control.equals("refused")) {
      refused(object);
    } else {
      return false;
    }
    return true;
  }

  private void published(JsonNode published) throws IOException {
    Cursor id = JsonMessage.readPosition(published, "id");
    boolean repeated = published.path("repeated").asBoolean(false);
    outbox.published(JsonMessage.text(published, "ref"), new PublishResult(id, repeated));
  }

  private void refused(JsonNode refused) throws IOException {
    String reason = JsonMessage.text(refused, "reason");
    JsonNode given = refused.path("status");
    boolean isStatus = given.isIntegralNumber() && given.canConvertToInt();
    int status = isStatus ? given.intValue() : UNKNOWN_STATUS;
    outbox.refused(
        JsonMessage.text(refused, "ref"),
        new PushRefusedException(status, Excerpt.of(reason), null));
  }
}
