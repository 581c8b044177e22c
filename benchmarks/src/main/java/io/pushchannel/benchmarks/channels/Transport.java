package io.pushchannel.benchmarks.channels;

import io.pushchannel.longpoll.LongPollTransport;
import io.pushchannel.shortpoll.ShortPollTransport;
import io.pushchannel.spi.PushTransport;
import io.pushchannel.sse.SseTransport;
import io.pushchannel.websocket.WebSocketTransport;
import java.time.Duration;

/** The four transports, in the order of every table. */
public enum Transport {
  SHORT_POLLING("shortpoll", "short polling"),
  LONG_POLLING("longpoll", "long polling"),
  SSE("sse", "SSE"),
  WEBSOCKET("websocket", "WebSocket");

  private final String word;
  private final String label;

  Transport(String word, String label) {
    this.word = word;
    this.label = label;
  }

  /** As it is called on the wire and in {@code run.json}. */
  public String word() {
    return word;
  }

  /** As people call it. */
  public String label() {
    return label;
  }

  /** Whether its messages come in answers to requests. */
  public boolean polls() {
    return this == SHORT_POLLING || this == LONG_POLLING;
  }

  /** The transport to measure; {@code interval} concerns short polling only. */
  public PushTransport create(Duration interval) {
    return switch (this) {
      case SHORT_POLLING -> new ShortPollTransport().withInterval(interval);
      case LONG_POLLING -> new LongPollTransport();
      case SSE -> new SseTransport();
      case WEBSOCKET -> new WebSocketTransport();
    };
  }
}
