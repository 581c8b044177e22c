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

  /** Returns the first value of a header, by its name in any case, or null. */
  @Nullable String header(String name);

  /** All headers, in the order they came. For those who must rebuild the request. */
  List<Map.Entry<String, String>> headers();

  /** The request's target, undecoded: path and query. */
  String target();

  /** Returns the decoded values of a query parameter in order; may be empty. */
  List<String> query(String name);

  /** Returns the body; may be empty. */
  byte[] body();

  /** Returns true if the client uses HTTP/1.1, and can read chunks. */
  boolean isHttp11();

  /**
   * Computes a value from this request, or returns the previous value if the connection has sent
   * identical bytes again, as a polling client does.
   *
   * @param read depends on the request only, and returns an immutable value; an exception is thrown
   *     to the caller, and is not remembered
   */
  default <T> T memoize(Class<T> type, Function<PushExchange, T> read) {
    return read.apply(this);
  }

  /** Returns the notifier of the event loop of this request. */
  ReaderNotifier notifier();

  /**
   * Runs {@code task} on the event loop, now if this is the event loop. If it throws, the client
   * receives the same response as if {@link PushEndpoint#handle} had thrown. Any thread may call
   * it.
   */
  void run(Runnable task);

  /**
   * Sends a response. The server adds {@code Content-Length} and {@code Date}, and decides if the
   * connection stays open. May be called from any thread; outside the event loop it returns
   * immediately, and invalid arguments become a response with status 500. Does nothing if the
   * exchange has ended.
   *
   * @throws IllegalArgumentException if a header contains a line break
   */
  void respond(int status, Map<String, String> headers, byte[] body);

  /** Sends a head and leaves the body open. Chunk framing, if any, is part of what is written. */
  PushStream stream(int status, Map<String, String> headers);

  /**
   * Sends {@code responseHead} unchanged, and hands the connection over. From then on {@code input}
   * receives the bytes of the peer, on the event loop and only while the stream is writable. A peer
   * that does not read is not read from, either.
   */
  PushStream upgrade(byte[] responseHead, Input input);

  /**
   * Calls {@code task} on the event loop after about {@code delay} (never before, up to 100 ms
   * late), unless the exchange has ended by then.
   */
  void schedule(Duration delay, Runnable task);

  /**
   * Adds a task that runs on the event loop when the exchange has ended: a response was sent, the
   * stream has ended, or the client has disconnected.
   */
  void onEnd(Runnable task);

  /** Returns true if the server is about to close; held requests should then be completed. */
  boolean isClosing();

  /**
   * Adds a task that runs on the event loop when the server is about to close, unless the exchange
   * has ended by then.
   */
  void onClosing(Runnable task);

  /** Receives the bytes of a peer on an upgraded connection. */
  @FunctionalInterface
  interface Input {
    /** Takes all of {@code bytes}, which are valid only during the call. */
    void received(java.nio.ByteBuffer bytes);
  }
}
