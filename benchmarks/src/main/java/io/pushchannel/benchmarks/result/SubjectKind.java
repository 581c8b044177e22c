package io.pushchannel.benchmarks.result;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The kind of a measured system: PushChannel, a baseline, or another project's server. */
public enum SubjectKind {
  TRANSPORT,
  BASELINE,
  PEER;

  /** Returns the value in {@code run.json}. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the kind with this value in {@code run.json}.
   *
   * @throws IllegalArgumentException if there is no such kind
   */
  @JsonCreator
  public static SubjectKind of(String word) {
    for (SubjectKind kind : values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("kind must be transport, baseline or peer, was " + word);
  }
}
