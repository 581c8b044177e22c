package io.pushchannel.chaos;

import java.util.List;

/**
 * A violation of the delivery guarantees.
 *
 * @param channel the name of the channel
 * @param description the violation, with the message or gap
 * @param around the calls to the listener before and after it, in order
 */
public record Violation(String channel, String description, List<String> around) {

  /** Returns one line with the violation, and one line per surrounding call. */
  @Override
  public String toString() {
    return channel
        + ": "
        + description
        + String.join("", around.stream().map(each -> "\n    " + each).toList());
  }
}
