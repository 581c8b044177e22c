package io.pushchannel.websocket;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client may ask for: a text frame of one JSON object with one of these names. */
sealed interface Command {

  /** The longest {@code ref}, in characters: it goes back as it came. */
  int MAX_REF = 128;

  /**
   * {@code {"publish":{"ref":"1","topic":"t","data":"...","key":"..."}}}. What is null was not
   * there, or ({@code topic} and {@code data}) not as text.
   *
   * @param ref chosen by the client to tell the answer by; without it, the answer has none
   */
  record Publish(
      @Nullable String ref, @Nullable String topic, @Nullable String data, @Nullable String key)
      implements Command {}

  /** {@code {"subscribe":["t2"]}}; none twice, and one too many at most. */
  record Subscribe(List<String> topics) implements Command {}

  /** {@code {"unsubscribe":["t2"]}}; none twice, and one too many at most. */
  record Unsubscribe(List<String> topics) implements Command {}
}
