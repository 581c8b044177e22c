package io.pushchannel.spi;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.wire.Json;
import io.pushchannel.wire.JsonMessage;
import io.pushchannel.wire.Position;
import io.pushchannel.wire.ProtocolViolationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The response to one poll, as a client reads it. {@link BatchFormat} writes it.
 *
 * @param cursor the position after the batch
 * @param gap the loss before the messages, or null
 * @param messages the messages in order; may be empty
 */
public record Batch(Cursor cursor, @Nullable Gap gap, List<Message> messages) {

  /**
   * Parses a batch.
   *
   * @throws IOException if {@code json} is not a complete batch, or contradicts itself
   */
  public static Batch parse(byte[] json) throws IOException {
    JsonNode batch = Json.read(json, "a batch");
    JsonNode elements = batch.get("messages");
    if (elements == null || !elements.isArray()) {
      throw new ProtocolViolationException(
          "a batch must have an array \"messages\", was " + batch.getNodeType());
    }
    List<Message> messages = new ArrayList<>(elements.size());
    for (JsonNode element : elements) {
      messages.add(JsonMessage.readMessage(element));
    }
    JsonNode gap = batch.get("gap");
    return new Batch(
            JsonMessage.readPosition(batch, "cursor"),
            gap == null ? null : JsonMessage.readGap(gap),
            messages)
        .requireOrder();
  }

  /**
   * Returns this batch if it can be the response to a poll after {@code asked}. An older response,
   * for example from a cache, must not move the client back.
   *
   * @throws IOException if its cursor is before {@code asked}, or of another epoch without a gap
   */
  public Batch requireAnswerTo(Cursor asked) throws IOException {
    boolean isBack = Position.of(asked).isNumbered() && !isNotBefore(cursor, asked);
    if (isBack && (gap == null || gap.reason() == Gap.Reason.EVICTED)) {
      throw new ProtocolViolationException(
          "the cursor of a batch must not be before " + asked + ", was " + cursor);
    }
    return this;
  }

  /** Returns true if it has messages after {@code asked}. */
  public boolean isProgress(Cursor asked) {
    return !messages.isEmpty() && !cursor.equals(asked);
  }

  /** Delivers gap, messages and cursor to {@code receiver}, in this order. */
  public void deliver(Receiver receiver) {
    if (gap != null) {
      receiver.gap(gap);
    }
    messages.forEach(receiver::message);
    receiver.opened(cursor);
  }

  private Batch requireOrder() throws IOException {
    Cursor before = gap == null ? null : gap.resumed();
    for (Message message : messages) {
      if (before != null && (before.equals(message.id()) || !isNotBefore(message.id(), before))) {
        throw new ProtocolViolationException(
            "a message of a batch must be after " + before + ", was " + message.id());
      }
      before = message.id();
    }
    if (before != null && !isNotBefore(cursor, before)) {
      throw new ProtocolViolationException(
          "the cursor of a batch must not be before " + before + ", was " + cursor);
    }
    return this;
  }

  private static boolean isNotBefore(Cursor cursor, Cursor other) {
    Position position = Position.of(cursor);
    return cursor.equals(other) || position.isAfter(Position.of(other));
  }
}
