package io.pushchannel.websocket;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command of a client: a text frame with one JSON object that has one of these names. */
sealed interface Command {

  /** The longest {@code ref}, in characters: it goes back as it came. */
  int MAX_REF = 128;

  /**
   * {@code {"publish":{"ref":"1","topic":"t","data":"...","key":"..."}}}. A field is null if it is
   * absent; {@code topic} and {@code data} also if they are not text.
   *
   * @param ref chosen by the client, and repeated in the reply; without it, the reply has none
   */
  record Publish(
      @Nullable String ref, @Nullable String topic, @Nullable String data, @Nullable String key)
      implements Command {}

  /** {@code {"subscribe":["t2"]}}; none twice, and one too many at most. */
  record Subscribe(List<String> topics) implements Command {}

  /** {@code {"unsubscribe":["t2"]}}; none twice, and one too many at most. */
  record Unsubscribe(List<String> topics) implements Command {}
}
