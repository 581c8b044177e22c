package io.pushchannel.websocket;

import io.pushchannel.Cursor;
import io.pushchannel.PublishResult;
import io.pushchannel.spi.Control;
import io.pushchannel.spi.Json;
import io.pushchannel.spi.JsonMessage;
import io.pushchannel.spi.PushFailure;
import io.pushchannel.spi.Receiver;
import io.pushchannel.spi.Shown;
import java.io.IOException;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Makes of each text what it means. On the attempt's thread. */
final class WebSocketEvents {

  private final Receiver receiver;
  private final Link link;
  private final Outbox outbox;
  private final Outbox.Sender sender;
  private boolean saidBye;

  /**
   * Hears texts.
   *
   * @param link allowed to be silent as the announced heartbeat says
   * @param sender of what waits in the outbox, once the server is ready for it
   */
  WebSocketEvents(Receiver receiver, Link link, Outbox outbox, Outbox.Sender sender) {
    this.receiver = receiver;
    this.link = link;
    this.outbox = outbox;
    this.sender = sender;
  }

  boolean saidBye() {
    return saidBye;
  }

  void heard(String text) throws IOException {
    link.ready();
    JsonNode object = Json.read(text, "an object in a text frame");
    if (!object.has("control")) {
      receiver.message(JsonMessage.readMessage(object));
      return;
    }
    switch (JsonMessage.text(object, "control")) {
      case "open" -> open(object);
      case "gap" -> receiver.gap(JsonMessage.readGap(object));
      case "published" -> published(object);
      case "refused" -> refused(object);
      case "bye" -> bye(object);
      default -> {} // of a later version; what matters to this one it will say as well
    }
  }

  private void open(JsonNode open) throws IOException {
    Duration allowed = Control.allowedSilence(open);
    if (allowed != null) {
      link.allowSilence(allowed);
    }
    outbox.connected(sender); // first, because the receiver may wait for a publish
    receiver.opened(Control.cursor(open));
  }

  private void published(JsonNode published) throws IOException {
    Cursor id = JsonMessage.readPlace(published, "id");
    boolean repeated = published.path("repeated").asBoolean(false);
    outbox.published(JsonMessage.text(published, "ref"), new PublishResult(id, repeated));
  }

  private void refused(JsonNode refused) throws IOException {
    String reason = JsonMessage.text(refused, "reason");
    JsonNode told = refused.path("status");
    int status = told.isIntegralNumber() && told.canConvertToInt() ? told.intValue() : 500;
    outbox.refused(
        JsonMessage.text(refused, "ref"), new PushFailure(status, Shown.of(reason), null));
  }

  private void bye(JsonNode bye) {
    saidBye = true;
    receiver.retryAfter(Control.retry(bye));
    link.endSoon();
  }
}
