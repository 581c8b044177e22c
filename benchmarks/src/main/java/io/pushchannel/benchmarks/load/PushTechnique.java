package io.pushchannel.benchmarks.load;

import io.pushchannel.longpoll.LongPollTransport;
import io.pushchannel.shortpoll.ShortPollTransport;
import io.pushchannel.spi.BatchFormat;
import io.pushchannel.spi.PushTransport;
import io.pushchannel.sse.SseFormat;
import io.pushchannel.sse.SseTransport;
import io.pushchannel.websocket.WebSocketFormat;
import io.pushchannel.websocket.WebSocketTransport;
import io.pushchannel.wire.WireFormat;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The technique by which connections receive messages, in the order used in every table. */
public enum PushTechnique {
  SHORT_POLLING("shortpoll", "short polling"),
  LONG_POLLING("longpoll", "long polling"),
  SSE("sse", "SSE"),
  WEBSOCKET("websocket", "WebSocket"),

  /**
   * The event stream of any server: {@code data:} lines, in chunks of any length or without chunks.
   */
  PLAIN_SSE("plain-sse", "event stream of any server"),

  /** The WebSocket of any server: text frames that begin with a stamp. */
  PLAIN_WEBSOCKET("plain-websocket", "WebSocket of any server"),

  /** Long polling with Bayeux, the protocol of CometD: a handshake, a subscription, then polls. */
  BAYEUX("bayeux", "Bayeux");

  private final String word;
  private final String label;

  PushTechnique(String word, String label) {
    this.word = word;
    this.label = label;
  }

  /** Returns the techniques of PushChannel. */
  public static List<PushTechnique> ours() {
    return Arrays.stream(values()).filter(PushTechnique::isOurs).toList();
  }

  /** Returns the name of the transport or of the other server's protocol. */
  public String word() {
    return word;
  }

  /** Returns the display name. */
  public String label() {
    return label;
  }

  /** Returns true if messages are received in responses to requests. */
  public boolean polls() {
    return this == SHORT_POLLING || this == LONG_POLLING || this == BAYEUX;
  }

  /** Returns true for PushChannel's servers, which send cursors. */
  public boolean isOurs() {
    return compareTo(WEBSOCKET) <= 0;
  }

  /**
   * Creates the transport of the library.
   *
   * @param interval interval of short polling; ignored by other techniques
   * @throws IllegalArgumentException if the library has no such transport
   */
  public PushTransport transport(Duration interval) {
    return switch (this) {
      case SHORT_POLLING -> new ShortPollTransport().withInterval(interval);
      case LONG_POLLING -> new LongPollTransport();
      case SSE -> new SseTransport();
      case WEBSOCKET -> new WebSocketTransport();
      case PLAIN_SSE, PLAIN_WEBSOCKET, BAYEUX ->
          throw new IllegalArgumentException("PushChannel has no transport for " + word);
    };
  }

  /**
   * Returns the format of messages to clients of the library, over HTTP/1.1.
   *
   * @throws IllegalArgumentException if the library has no such transport
   */
  public WireFormat wireFormat() {
    return switch (this) {
      case SHORT_POLLING, LONG_POLLING -> BatchFormat.INSTANCE;
      case SSE -> SseFormat.CHUNKED;
      case WEBSOCKET -> WebSocketFormat.INSTANCE;
      case PLAIN_SSE, PLAIN_WEBSOCKET, BAYEUX ->
          throw new IllegalArgumentException("PushChannel has no wire format for " + word);
    };
  }

  /**
   * Returns the technique with this name.
   *
   * @throws IllegalArgumentException if there is no such technique
   */
  public static PushTechnique of(String word) {
    for (PushTechnique technique : values()) {
      if (technique.word.equals(word)) {
        return technique;
      }
    }
    throw new IllegalArgumentException(
        "technique must be one of "
            + Arrays.stream(values()).map(PushTechnique::word).toList()
            + ", was "
            + word);
  }
}
