package io.pushchannel.lines;

import io.pushchannel.Cursor;
import io.pushchannel.spi.Receiver;
import io.pushchannel.wire.Json;
import io.pushchannel.wire.JsonMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Converts each line to a call of the receiver. Confined to the thread of the attempt. */
final class LineEvents {

  private final Receiver receiver;
  private final Consumer<Duration> heartbeat;
  private boolean goodbyeReceived;

  LineEvents(Receiver receiver, Consumer<Duration> heartbeat) {
    this.receiver = receiver;
    this.heartbeat = heartbeat;
  }

  boolean goodbyeReceived() {
    return goodbyeReceived;
  }

  void read(String line) throws IOException {
    if (line.isEmpty()) {
      return; // a heartbeat
    }
    JsonNode object = json(line);
    if (!object.has("control")) {
      receiver.message(JsonMessage.readMessage(object));
      return;
    }
    switch (JsonMessage.text(object, "control")) {
      case "open" -> open(object);
      case "gap" -> receiver.gap(JsonMessage.readGap(object));
      case "bye" -> bye(object);
      default -> {} // of a later version
    }
  }

  private void open(JsonNode open) throws IOException {
    heartbeat.accept(Duration.ofMillis(open.path("heartbeat").asLong(0)));
    receiver.opened(Cursor.ofPeer(JsonMessage.text(open, "cursor")));
  }

  private void bye(JsonNode bye) {
    goodbyeReceived = true;
    receiver.retryAfter(Duration.ofMillis(bye.path("retry").asLong(0)));
  }

  private static JsonNode json(String line) throws IOException {
    try {
      return Json.MAPPER.readTree(line);
    } catch (JacksonException e) {
      throw new IOException("expected a line of JSON, got " + e.getOriginalMessage(), e);
    }
  }
}
