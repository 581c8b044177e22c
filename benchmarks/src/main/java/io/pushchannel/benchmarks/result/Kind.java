package io.pushchannel.benchmarks.result;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What was measured: ours, the least that any server could take for it, or somebody else's. */
public enum Kind {
  TRANSPORT,
  FLOOR,
  PEER;

  /** As it stands in {@code run.json}. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind with this word.
   *
   * @throws IllegalArgumentException if there is none
   */
  @JsonCreator
  public static Kind of(String word) {
    for (Kind kind : values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("expected transport, floor or peer, got " + word);
  }
}
