package io.pushchannel.spi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request as a transport sees it, and the ways to answer: now or later by {@link
 * #respond}, without end by {@link #stream}, or by leaving HTTP with {@link #upgrade}. Exactly one
 * of them, once.
 *
 * <p>Confined to its event loop, except {@link #respond} and {@link #run}, which any thread may
 * call. Elsewhere the other methods that answer or register a callback throw {@link
 * IllegalStateException}.
 */
public interface PushExchange {

  /** The request's method, as sent. */
  String method();

  /** The first value of a header, by its name in any case; null if there is none. */
  @Nullable String header(String name);

  /** All headers, in the order they came. For those who must rebuild the request. */
  List<Map.Entry<String, String>> headers();

  /** The request's target, undecoded: path and query. */
  String target();

  /** The values of a query parameter, decoded, in order; empty if there is none. */
  List<String> query(String name);

  /** The body; empty if there is none. */
  byte[] body();

  /** Whether the client speaks HTTP/1.1 and so understands chunks. */
  boolean isHttp11();

  /**
   * What {@code read} makes of this request. One who polls asks the very same until there is
   * something new: as long as a connection brings the same bytes again, this is what was made of
   * them before.
   *
   * @param read looks at nothing but the request, and gives something that does not change; what it
   *     throws is thrown, and not remembered
   */
  default <T> T memoize(Class<T> type, Function<PushExchange, T> read) {
    return read.apply(this);
  }

  /** The bell of this request's event loop. */
  ReaderNotifier drain();

  /**
   * Runs {@code task} on the event loop, now if this is the event loop. If it throws, the client
   * receives the same response as if {@link PushEndpoint#handle} had thrown. Any thread may call
   * it.
   */
  void run(Runnable task);

  /**
   * Answers. The server adds {@code Content-Length} and {@code Date} and decides whether the
   * connection stays open. Any thread may call it; from another than the event loop it returns at
   * once, and the client receives 500 if the arguments are invalid. Does nothing if the exchange
   * has ended.
   *
   * @throws IllegalArgumentException if a header would take more than one line
   */
  void respond(int status, Map<String, String> headers, byte[] body);

  /** Sends a head and leaves the body open. Chunk framing, if any, is part of what is written. */
  PushStream stream(int status, Map<String, String> headers);

  /**
   * Sends {@code responseHead} as it is and hands the connection over: what the peer sends goes to
   * {@code input} from then on, on the event loop, and only while the stream is writable: who does
   * not read the answers is not asked for more.
   */
  PushStream upgrade(byte[] responseHead, Input input);

  /**
   * Calls {@code task} on the event loop after about {@code delay} (never before, up to 100 ms
   * late), unless the exchange has ended by then.
   */
  void schedule(Duration delay, Runnable task);

  /**
   * Adds a task that runs on the event loop when the exchange has ended: it was answered, its
   * stream has ended, or the client has left.
   */
  void onEnd(Runnable task);

  /** Whether the server is about to close: what is held should be answered now. */
  boolean isClosing();

  /**
   * Adds a task that runs on the event loop when the server is about to close, unless the exchange
   * has ended by then.
   */
  void onClosing(Runnable task);

  /** What a peer sends on an upgraded connection. */
  @FunctionalInterface
  interface Input {
    /** Takes all of {@code bytes}, which are valid only during the call. */
    void received(java.nio.ByteBuffer bytes);
  }
}
