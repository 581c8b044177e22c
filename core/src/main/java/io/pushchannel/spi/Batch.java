package io.pushchannel.spi;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The answer to one poll, as a client reads it. {@link BatchFormat} writes it.
 *
 * @param cursor what to ask for next
 * @param gap what is gone before the messages, or null
 * @param messages in order, maybe none
 */
public record Batch(Cursor cursor, @Nullable Gap gap, List<Message> messages) {

  /**
   * Reads a batch.
   *
   * @throws IOException if {@code json} is none, a truncated answer for example
   */
  public static Batch parse(byte[] json) throws IOException {
    JsonNode batch;
    try {
      batch = Json.MAPPER.readTree(json);
    } catch (JacksonException e) {
      throw new IOException("expected a batch, got broken JSON: " + e.getOriginalMessage(), e);
    }
    JsonNode elements = batch.get("messages");
    if (elements == null || !elements.isArray()) {
      throw new IOException(
          "expected a batch with an array \"messages\", got " + batch.getNodeType());
    }
    List<Message> messages = new ArrayList<>(elements.size());
    for (JsonNode element : elements) {
      messages.add(JsonMessage.readMessage(element));
    }
    JsonNode gap = batch.get("gap");
    return new Batch(
        JsonMessage.readCursor(batch, "cursor"),
        gap == null ? null : JsonMessage.readGap(gap),
        messages);
  }

  /** Tells {@code receiver} of everything in it, in order. */
  public void deliver(Receiver receiver) {
    if (gap != null) {
      receiver.gap(gap);
    }
    messages.forEach(receiver::message);
    receiver.opened(cursor);
  }
}
