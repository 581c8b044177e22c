package io.pushchannel.bus;

import io.pushchannel.Retention;
import io.pushchannel.Topic;
import io.pushchannel.check.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a publish that do not depend on the log.
 *
 * @param retention its limits bound the size of a text
 */
record PublishRules(Retention retention) {

  private static final int MAX_KEY_LENGTH = 256;

  /**
   * Returns the text of a valid publish.
   *
   * @throws IllegalArgumentException if topic, text or key is invalid
   */
  MessageText requireValid(String topic, String data, @Nullable String key) {
    Topic.requireValid(topic);
    requireValidKey(key);
    MessageText text = MessageText.of(Arguments.requirePresent("data", data));
    requireRetainable(topic, text);
    return text;
  }

  private void requireRetainable(String topic, MessageText text) {
    long limit = Math.min(retention.of(topic).bytes(), retention.totalBytes()) / 2;
    if (text.bytes() > limit) {
      throw new IllegalArgumentException(
          "data must have at most "
              + limit
              + " bytes, half of Retention.bytes and of totalBytes, had "
              + text.bytes());
    }
  }

  private static void requireValidKey(@Nullable String key) {
    if (key != null && (key.isEmpty() || key.length() > MAX_KEY_LENGTH)) {
      throw new IllegalArgumentException(
          "key must have 1 to " + MAX_KEY_LENGTH + " characters, had " + key.length());
    }
  }
}
