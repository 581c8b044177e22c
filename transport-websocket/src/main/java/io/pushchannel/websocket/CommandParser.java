package io.pushchannel.websocket;

import io.pushchannel.websocket.Command.Publish;
import io.pushchannel.websocket.Command.Subscribe;
import io.pushchannel.websocket.Command.Unsubscribe;
import io.pushchannel.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Parses a command token by token, and skips unknown fields. A tree of six megabytes of JSON could
 * occupy hundreds.
 */
final class CommandParser {

  private static final Set<String> FIELDS = Set.of("ref", "topic", "data", "key");

  private final JsonParser json;
  private final int maxTopics;

  private CommandParser(JsonParser json, int maxTopics) {
    this.json = json;
    this.maxTopics = maxTopics;
  }

  /**
   * Parses a command.
   *
   * @param maxTopics of a longer list of different topics, one more is kept, so that it can be
   *     rejected
   * @throws InvalidDataException 1007 if {@code text} is not a command
   */
  static Command parse(String text, int maxTopics) throws InvalidDataException {
    try (JsonParser json = Json.MAPPER.createParser(text)) {
      return new CommandParser(json, maxTopics).command();
    } catch (JacksonException e) {
      throw unparsable("a command must be JSON: " + e.getOriginalMessage());
    }
  }

  private Command command() throws InvalidDataException {
    String name = json.nextToken() == JsonToken.START_OBJECT ? json.nextName() : null;
    JsonToken value = json.nextToken();
    Command command = null;
    if (value == JsonToken.START_OBJECT && "publish".equals(name)) {
      command = publish();
    } else if (value == JsonToken.START_ARRAY && "subscribe".equals(name)) {
      command = new Subscribe(topics());
    } else if (value == JsonToken.START_ARRAY && "unsubscribe".equals(name)) {
      command = new Unsubscribe(topics());
    }
    if (command == null || json.nextToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
      throw unparsable(
          "a command must be {\"publish\":{..}}, {\"subscribe\":[..]} or {\"unsubscribe\":[..]}");
    }
    return command;
  }

  private Publish publish() throws InvalidDataException {
    Map<String, @Nullable String> fields = new HashMap<>();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      boolean isText = json.nextToken() == JsonToken.VALUE_STRING;
      if (!FIELDS.contains(name)) {
        json.skipChildren();
      } else if (fields.containsKey(name)) {
        throw unparsable("a command must have " + name + " once, had it twice");
      } else {
        fields.put(name, isText ? json.getString() : null);
        json.skipChildren();
      }
    }
    requireTextIfAny("key", fields);
    requireTextIfAny("ref", fields);
    requireRef(fields.getOrDefault("ref", ""));
    return new Publish(
        fields.get("ref"), fields.get("topic"), fields.get("data"), fields.get("key"));
  }

  private List<String> topics() throws InvalidDataException {
    Set<String> topics = new LinkedHashSet<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.VALUE_STRING) {
        throw unparsable("topics must be text, was " + json.currentToken());
      }
      if (topics.size() <= maxTopics) {
        topics.add(json.getString());
      }
    }
    return List.copyOf(topics);
  }

  private static void requireTextIfAny(String field, Map<String, @Nullable String> fields)
      throws InvalidDataException {
    if (fields.containsKey(field) && fields.get(field) == null) {
      throw unparsable(field + " must be text");
    }
  }

  /** It goes back as it came, so it must be possible to send it. */
  private static void requireRef(@Nullable String ref) throws InvalidDataException {
    if (ref != null
        && (ref.length() > Command.MAX_REF
            || !StandardCharsets.UTF_8.newEncoder().canEncode(ref))) {
      throw unparsable("ref must be text of at most " + Command.MAX_REF + " characters");
    }
  }

  private static InvalidDataException unparsable(String reason) {
    return new InvalidDataException(CloseFrame.NO_UTF8, reason);
  }
}
