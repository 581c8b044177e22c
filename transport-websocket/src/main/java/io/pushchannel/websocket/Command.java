package io.pushchannel.websocket;

import io.pushchannel.spi.Json;
import java.util.ArrayList;
import java.util.List;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a client may ask for: a text frame of one JSON object with one of these names. */
sealed interface Command {

  /** The longest {@code ref}, in characters: it goes back as it came. */
  int MAX_REF = 128;

  /**
   * {@code {"publish":{"ref":"1","topic":"t","data":"...","key":"..."}}}. What is null was not
   * there, or not as text.
   *
   * @param ref chosen by the client to tell the answer by; without it, the answer has none
   */
  record Publish(
      @Nullable String ref, @Nullable String topic, @Nullable String data, @Nullable String key)
      implements Command {}

  /** {@code {"subscribe":["t2"]}}. */
  record Subscribe(List<String> topics) implements Command {}

  /** {@code {"unsubscribe":["t2"]}}. */
  record Unsubscribe(List<String> topics) implements Command {}

  /**
   * Reads a command.
   *
   * @throws InvalidDataException 1007 if {@code text} is none
   */
  static Command parse(String text) throws InvalidDataException {
    JsonNode object = readTree(text);
    if (object.isObject() && object.size() == 1) {
      JsonNode publish = object.path("publish");
      JsonNode subscribe = object.path("subscribe");
      JsonNode unsubscribe = object.path("unsubscribe");
      if (publish.isObject()) {
        return new Publish(
            ref(publish), text(publish, "topic"), text(publish, "data"), text(publish, "key"));
      } else if (subscribe.isArray()) {
        return new Subscribe(topics(subscribe));
      } else if (unsubscribe.isArray()) {
        return new Unsubscribe(topics(unsubscribe));
      }
    }
    throw unparsable("expected {\"publish\":{..}}, {\"subscribe\":[..]} or {\"unsubscribe\":[..]}");
  }

  private static JsonNode readTree(String text) throws InvalidDataException {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw unparsable("expected JSON: " + e.getOriginalMessage());
    }
  }

  private static @Nullable String ref(JsonNode publish) throws InvalidDataException {
    String ref = text(publish, "ref");
    if (publish.has("ref") && (ref == null || ref.length() > MAX_REF)) {
      throw unparsable("expected a ref of text of at most " + MAX_REF + " characters");
    }
    return ref;
  }

  private static @Nullable String text(JsonNode object, String field) {
    JsonNode value = object.path(field);
    return value.isString() ? value.stringValue() : null;
  }

  private static List<String> topics(JsonNode array) throws InvalidDataException {
    List<String> topics = new ArrayList<>();
    for (JsonNode topic : array) {
      if (!topic.isString()) {
        throw unparsable("expected topics of text, got " + topic.getNodeType());
      }
      topics.add(topic.stringValue());
    }
    return topics;
  }

  private static InvalidDataException unparsable(String reason) {
    return new InvalidDataException(CloseFrame.NO_UTF8, reason);
  }
}
