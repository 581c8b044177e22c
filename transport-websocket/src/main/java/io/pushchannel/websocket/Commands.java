package io.pushchannel.websocket;

import io.pushchannel.PublishResult;
import io.pushchannel.Topic;
import io.pushchannel.spi.Drain;
import io.pushchannel.spi.EndpointSettings;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.Json;
import io.pushchannel.spi.PushStream;
import io.pushchannel.spi.WireBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Does what a client asks for over the socket: {@code publish}, {@code subscribe}, {@code
 * unsubscribe}. What can't be done is answered by {@code refused}, and the connection goes on.
 */
final class Commands {

  private static final Logger log = LoggerFactory.getLogger(Commands.class);

  private final EndpointSettings settings;
  private final Feed feed;
  private final PushStream stream;
  private final Drain drain;

  Commands(EndpointSettings settings, Feed feed, PushStream stream, Drain drain) {
    this.settings = settings;
    this.feed = feed;
    this.stream = stream;
    this.drain = drain;
  }

  /**
   * Does one command, on the event loop.
   *
   * @throws BrokenFrame 1007 if it is none
   */
  void run(String text) throws BrokenFrame {
    JsonNode command = parse(text);
    if (command.has("publish")) {
      publish(command.get("publish"));
    } else if (command.has("subscribe")) {
      subscribe(command.get("subscribe"));
    } else if (command.has("unsubscribe")) {
      topics(command.get("unsubscribe")).forEach(feed::unsubscribe);
    } else {
      throw new BrokenFrame(1007, "expected publish, subscribe or unsubscribe");
    }
  }

  private static JsonNode parse(String text) throws BrokenFrame {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw new BrokenFrame(1007, "expected a JSON object, got broken JSON");
    }
  }

  private void publish(JsonNode publish) {
    String ref = publish.path("ref").asString("");
    String topic = text(publish, "topic");
    String data = text(publish, "data");
    if (topic == null || data == null) {
      refuse(ref, 400, "expected publish with topic and data as text");
    } else if (data.getBytes(StandardCharsets.UTF_8).length > settings.maxMessageBytes()) {
      refuse(ref, 413, "expected at most " + settings.maxMessageBytes() + " bytes of data");
    } else {
      settings
          .bus()
          .publish(topic, data, text(publish, "key"))
          .whenComplete((result, failure) -> drain.execute(() -> answer(ref, result, failure)));
    }
  }

  private void answer(String ref, @Nullable PublishResult result, @Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (result != null) {
      write(out -> WebSocketFormat.INSTANCE.published(ref, result.id(), out));
    } else if (cause instanceof IllegalArgumentException) {
      refuse(ref, 400, String.valueOf(cause.getMessage()));
    } else {
      log.error("A publish failed", cause);
      refuse(ref, 503, "the bus did not take it");
    }
  }

  private void subscribe(JsonNode names) {
    List<String> topics = topics(names);
    if (feed.topics() + topics.size() > settings.maxTopics()) {
      refuse("", 400, "expected at most " + settings.maxTopics() + " topics");
    } else {
      topics.forEach(feed::subscribe);
    }
  }

  /** The topics in an array; none, and a refusal, if one of them is no topic. */
  private List<String> topics(JsonNode names) {
    List<String> topics = new ArrayList<>();
    try {
      for (JsonNode name : names) {
        topics.add(Topic.requireValid(name.asString("")));
      }
    } catch (IllegalArgumentException e) {
      refuse("", 400, String.valueOf(e.getMessage()));
      return List.of();
    }
    return topics;
  }

  private void refuse(String ref, int status, String reason) {
    write(out -> WebSocketFormat.INSTANCE.refused(ref, status, reason, out));
  }

  private void write(Consumer<WireBuffer> frame) {
    WireBuffer out = new WireBuffer();
    frame.accept(out);
    stream.write(out);
    stream.flush();
  }

  private static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value != null && value.isString() ? value.stringValue() : null;
  }
}
