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
   * @throws IOException if {@code json} is none, a truncated answer for example, or contradicts
   *     itself
   */
  public static Batch parse(byte[] json) throws IOException {
    JsonNode batch = Json.read(json, "a batch");
    JsonNode elements = batch.get("messages");
    if (elements == null || !elements.isArray()) {
      throw new ProtocolViolationException(
          "expected a batch with an array \"messages\", got " + batch.getNodeType());
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
   * This, if it can be an answer to a poll for what follows {@code asked}. An older one, from some
   * cache perhaps, must not lead the client back.
   *
   * @throws IOException if its cursor is before {@code asked}, or of another epoch, and no gap says
   *     why
   */
  public Batch requireAnswerTo(Cursor asked) throws IOException {
    boolean isBack = Position.of(asked).isNumbered() && !isNotBefore(cursor, asked);
    if (isBack && (gap == null || gap.reason() == Gap.Reason.EVICTED)) {
      throw new ProtocolViolationException(
          "expected a cursor not before " + asked + ", got " + cursor);
    }
    return this;
  }

  /** Whether it leads on from {@code asked}: not if it is empty, or repeats what was heard. */
  public boolean isProgress(Cursor asked) {
    return !messages.isEmpty() && !cursor.equals(asked);
  }

  /** Tells {@code receiver} of everything in it, in order. */
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
            "expected a message after " + before + ", got " + message.id());
      }
      before = message.id();
    }
    if (before != null && !isNotBefore(cursor, before)) {
      throw new ProtocolViolationException(
          "expected a cursor not before " + before + ", got " + cursor);
    }
    return this;
  }

  private static boolean isNotBefore(Cursor cursor, Cursor other) {
    Position position = Position.of(cursor);
    return cursor.equals(other) || position.isAfter(Position.of(other));
  }
}
