package io.pushchannel.benchmarks.load;

import java.util.Arrays;

/** The technique by which the load client's connections receive messages. */
public enum Technique {
  SHORT_POLLING("shortpoll"),
  LONG_POLLING("longpoll"),
  SSE("sse"),
  WEBSOCKET("websocket"),

  /**
   * The event stream of any server: {@code data:} lines, in chunks of any length or without chunks.
   */
  PLAIN_SSE("plain-sse"),

  /** The WebSocket of any server: text frames that begin with a stamp. */
  PLAIN_WEBSOCKET("plain-websocket"),

  /** Long polling with Bayeux, the protocol of CometD: a handshake, a subscription, then polls. */
  BAYEUX("bayeux");

  private final String word;

  Technique(String word) {
    this.word = word;
  }

  /** Returns the name of the transport or of the other server's protocol. */
  public String word() {
    return word;
  }

  /** Returns true if messages are received in responses to requests. */
  public boolean polls() {
    return this == SHORT_POLLING || this == LONG_POLLING || this == BAYEUX;
  }

  /** Returns true for PushChannel's servers, which send cursors. */
  public boolean isOurs() {
    return switch (this) {
      case SHORT_POLLING, LONG_POLLING, SSE, WEBSOCKET -> true;
      case PLAIN_SSE, PLAIN_WEBSOCKET, BAYEUX -> false;
    };
  }

  /**
   * Returns the technique with this name.
   *
   * @throws IllegalArgumentException if there is no such technique
   */
  public static Technique of(String word) {
    for (Technique technique : values()) {
      if (technique.word.equals(word)) {
        return technique;
      }
    }
    throw new IllegalArgumentException(
        "technique must be one of "
            + Arrays.stream(values()).map(Technique::word).toList()
            + ", was "
            + word);
  }
}
