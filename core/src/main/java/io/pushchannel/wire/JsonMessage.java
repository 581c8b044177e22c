package io.pushchannel.wire;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.check.Excerpt;
import java.io.IOException;
import tools.jackson.databind.JsonNode;

/** Messages and gaps as the JSON objects that batches and WebSocket frames are made of. */
public final class JsonMessage {

  private JsonMessage() {}

  /** Appends {@code {"id":"..","topic":"..","data":".."}}. */
  public static void write(Message message, WireBuffer out) {
    out.utf8("{\"id\":\"")
        .cursor(message.id())
        .utf8("\",\"topic\":\"")
        .utf8(message.topic())
        .utf8("\",\"data\":")
        .jsonString(message.data())
        .octet('}');
  }

  /** Appends {@code "after":"..","resumed":"..","reason":".."}, without braces. */
  public static void writeFields(Gap gap, WireBuffer out) {
    out.utf8("\"after\":")
        .jsonString(gap.after().toString())
        .utf8(",\"resumed\":\"")
        .cursor(gap.resumed())
        .utf8("\",\"reason\":\"")
        .utf8(gap.reason().toString())
        .octet('"');
  }

  /**
   * Reads a message object.
   *
   * @throws IOException if a field is missing or not text
   */
  public static Message readMessage(JsonNode node) throws IOException {
    return new Message(readPlace(node, "id"), text(node, "topic"), text(node, "data"));
  }

  /**
   * Reads a gap object.
   *
   * @throws IOException if a field is missing or not what it should be
   */
  public static Gap readGap(JsonNode node) throws IOException {
    try {
      return new Gap(
          Cursor.parseLeniently(text(node, "after")),
          readPlace(node, "resumed"),
          Gap.Reason.parse(text(node, "reason")));
    } catch (IllegalArgumentException e) {
      throw new ProtocolViolationException(Excerpt.of(e.getMessage()), e);
    }
  }

  /**
   * Reads a field that holds a cursor which is a place, not a word that stands for one.
   *
   * @throws IOException if it is missing or no such cursor
   */
  public static Cursor readPlace(JsonNode node, String field) throws IOException {
    return place(text(node, field));
  }

  /**
   * Reads a cursor which is a place.
   *
   * @throws IOException if {@code text} is none
   */
  public static Cursor place(String text) throws IOException {
    try {
      Cursor cursor = Cursor.parse(text);
      if (cursor.sequence() == Cursor.NO_SEQUENCE) {
        throw new ProtocolViolationException(
            "expected a place (<epoch>-<sequence>), got the word " + cursor);
      }
      return cursor;
    } catch (IllegalArgumentException e) {
      throw new ProtocolViolationException(Excerpt.of(e.getMessage()), e);
    }
  }

  /**
   * Reads a field that holds text.
   *
   * @throws IOException if it is missing or not text
   */
  public static String text(JsonNode node, String field) throws IOException {
    JsonNode value = node.get(field);
    if (value == null || !value.isString()) {
      throw new ProtocolViolationException(
          "expected text in \""
              + field
              + "\", got "
              + (value == null ? "no such field" : Excerpt.of(value.getNodeType())));
    }
    return value.stringValue();
  }
}
