package io.pushchannel.cli.compare;

import io.pushchannel.longpoll.LongPollTransport;
import io.pushchannel.shortpoll.ShortPollTransport;
import io.pushchannel.spi.PushTransport;
import io.pushchannel.sse.SseTransport;
import io.pushchannel.websocket.WebSocketTransport;
import java.time.Duration;

/** The four ways to push, in the order of the table. */
enum Technique {
  SHORT_POLLING("short polling"),
  LONG_POLLING("long polling"),
  SSE("SSE"),
  WEBSOCKET("WebSocket");

  private final String label;

  Technique(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** The transport to measure; {@code interval} concerns short polling only. */
  PushTransport transport(Duration interval) {
    return switch (this) {
      case SHORT_POLLING -> new ShortPollTransport().withInterval(interval);
      case LONG_POLLING -> new LongPollTransport();
      case SSE -> new SseTransport();
      case WEBSOCKET -> new WebSocketTransport();
    };
  }
}
