package io.pushchannel.benchmarks.channels;

import io.pushchannel.longpoll.LongPollTransport;
import io.pushchannel.shortpoll.ShortPollTransport;
import io.pushchannel.spi.PushTransport;
import io.pushchannel.sse.SseTransport;
import io.pushchannel.websocket.WebSocketTransport;
import java.time.Duration;

/** The four transports, in the order used in every table. */
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

  /** Returns the name on the wire and in {@code run.json}. */
  public String word() {
    return word;
  }

  /** Returns the display name. */
  public String label() {
    return label;
  }

  /** Returns true if messages are received in responses to requests. */
  public boolean polls() {
    return this == SHORT_POLLING || this == LONG_POLLING;
  }

  /** Creates the transport; {@code interval} applies to short polling only. */
  public PushTransport create(Duration interval) {
    return switch (this) {
      case SHORT_POLLING -> new ShortPollTransport().withInterval(interval);
      case LONG_POLLING -> new LongPollTransport();
      case SSE -> new SseTransport();
      case WEBSOCKET -> new WebSocketTransport();
    };
  }
}
