package io.pushchannel.wire;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.check.Excerpt;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Messages and gaps as the JSON objects that batches and WebSocket frames are made of. */
public final class JsonMessage {

  private static final int MAX_TIME_DIGITS = 15;

  private JsonMessage() {}

  /** Appends {@code {"id":"..","topic":"..","data":".."}}, with {@code "at"} if it has a time. */
  public static void write(Message message, WireBuffer out) {
    out.utf8("{\"id\":\"")
        .cursor(message.id())
        .utf8("\",\"topic\":\"")
        .utf8(message.topic())
        .utf8("\",\"data\":")
        .jsonString(message.data());
    Instant publishedAt = message.publishedAt();
    if (publishedAt != null) {
      out.utf8(",\"at\":").decimal(publishedAt.toEpochMilli());
    }
    out.octet('}');
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
    return new Message(
        readPosition(node, "id"), text(node, "topic"), text(node, "data"), time(node.path("at")));
  }

  /** Parses a time in milliseconds since 1970; null if {@code text} is not one. */
  public static @Nullable Instant time(String text) {
    boolean isNumber = !text.isEmpty() && text.length() <= MAX_TIME_DIGITS;
    for (int i = 0; i < text.length(); i++) {
      isNumber &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    return isNumber ? Instant.ofEpochMilli(Long.parseLong(text)) : null;
  }

  /** Returns the time in milliseconds since 1970; null if it is absent or out of range. */
  private static @Nullable Instant time(JsonNode at) {
    return at.isIntegralNumber() && at.canConvertToLong()
        ? Instant.ofEpochMilli(at.longValue())
        : null;
  }

  /**
   * Reads a gap object.
   *
   * @throws IOException if a field is missing or invalid
   */
  public static Gap readGap(JsonNode node) throws IOException {
    try {
      return new Gap(
          Cursor.ofPeer(text(node, "after")),
          readPosition(node, "resumed"),
          Gap.Reason.parse(text(node, "reason")));
    } catch (IllegalArgumentException e) {
      throw new ProtocolViolationException(Excerpt.of(e.getMessage()), e);
    }
  }

  /**
   * Reads a field with a numbered cursor, which is not a word such as {@code latest}.
   *
   * @throws IOException if it is missing or no such cursor
   */
  public static Cursor readPosition(JsonNode node, String field) throws IOException {
    return numbered(text(node, field));
  }

  /**
   * Reads a numbered cursor.
   *
   * @throws IOException if {@code text} is not one
   */
  public static Cursor numbered(String text) throws IOException {
    if (!Position.parse(text).isNumbered()) {
      throw new ProtocolViolationException(
          "position must be <epoch>-<sequence>, was " + Excerpt.quoted(text));
    }
    return Cursor.ofPeer(text);
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
          "field \""
              + field
              + "\" must be text, was "
              + (value == null ? "no such field" : Excerpt.of(value.getNodeType())));
    }
    return value.stringValue();
  }
}
