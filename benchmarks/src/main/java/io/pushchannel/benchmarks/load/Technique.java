package io.pushchannel.benchmarks.load;

/** How the load client's connections hear messages. */
public enum Technique {
  SHORT_POLLING("shortpoll"),
  LONG_POLLING("longpoll"),
  SSE("sse"),
  WEBSOCKET("websocket"),

  /** Anybody's event stream: {@code data:} lines, in chunks of any length or none. */
  PLAIN_SSE("plain-sse"),

  /** Anybody's WebSocket: text frames that begin with a stamp. */
  PLAIN_WEBSOCKET("plain-websocket"),

  /** The long polling of Bayeux, CometD's protocol: a session, a subscription, then polls. */
  BAYEUX("bayeux");

  private final String word;

  Technique(String word) {
    this.word = word;
  }

  /** The transport's name, or that of what others speak. */
  public String word() {
    return word;
  }

  /** Whether each message costs a request. */
  public boolean polls() {
    return this == SHORT_POLLING || this == LONG_POLLING || this == BAYEUX;
  }

  /** Whether the server is ours, so that there are cursors. */
  public boolean isOurs() {
    return switch (this) {
      case SHORT_POLLING, LONG_POLLING, SSE, WEBSOCKET -> true;
      case PLAIN_SSE, PLAIN_WEBSOCKET, BAYEUX -> false;
    };
  }

  /**
   * The technique of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Technique of(String word) {
    for (Technique technique : values()) {
      if (technique.word.equals(word)) {
        return technique;
      }
    }
    throw new IllegalArgumentException("expected a technique such as sse, got " + word);
  }
}
