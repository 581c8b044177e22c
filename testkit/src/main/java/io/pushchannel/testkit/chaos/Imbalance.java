package io.pushchannel.testkit.chaos;

import java.util.List;

/**
 * Something that should not be.
 *
 * @param channel which channel
 * @param what which message, and what is wrong with it
 * @param around what the channel heard around it, in order
 */
public record Imbalance(String channel, String what, List<String> around) {

  /** One line, then what was heard around it, a line each. */
  @Override
  public String toString() {
    return channel
        + ": "
        + what
        + String.join("", around.stream().map(each -> "\n    " + each).toList());
  }
}
