package io.pushchannel.websocket;

import io.pushchannel.PushRefusedException;
import io.pushchannel.wire.Json;
import io.pushchannel.wire.ServerEvent;
import io.pushchannel.wire.ServerEventDecoder;
import java.io.IOException;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The server's replies to publishes. Used by the thread that reads, whichever that is. */
final class Acknowledgements {

  private static final Set<String> REPLIES = Set.of("published", "refused");

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
    String control = object.path("control").asString("");
    return REPLIES.contains(control) && process(ServerEventDecoder.readControl(control, object));
  }

  /** Processes an event if it is an acknowledgement; returns false of any other. */
  boolean process(ServerEvent event) {
    if (event instanceof ServerEvent.Published published) {
      outbox.published(published.ref(), published.result());
      return true;
    } else if (event instanceof ServerEvent.Refused refused) {
      outbox.refused(
          refused.ref(), new PushRefusedException(refused.status(), refused.reason(), null));
      return true;
    }
    return false;
  }
}
