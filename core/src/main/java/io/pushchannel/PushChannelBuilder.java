package io.pushchannel;

import static io.pushchannel.check.Arguments.requirePresent;

import io.pushchannel.spi.PushTransport;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link PushChannel}; {@link #listen} opens it. A transport and at least one topic
 * are required. Not thread-safe; may open several channels.
 */
public final class PushChannelBuilder {

  private final URI base;
  private final PushOptions.Builder options = PushOptions.builder();
  private @Nullable PushTransport transport;
  private Set<String> topics = Set.of();
  private MessageCodec codec = MessageCodec.DEFAULT;
  private @Nullable Consumer<Gap> onGap;
  private @Nullable Consumer<PushState> onState;
  private @Nullable Consumer<CloseReason> onClosed;
  private @Nullable BiFunction<@Nullable Message, Exception, ListenerErrorAction> onListenerError;

  PushChannelBuilder(URI base) {
    this.base = base;
  }

  /** Sets the technique: {@code SseTransport}, {@code WebSocketTransport}, ... */
  public PushChannelBuilder transport(PushTransport newTransport) {
    transport = requirePresent("transport", newTransport);
    return this;
  }

  /** Sets 1 to 64 topics. */
  public PushChannelBuilder topics(String... newTopics) {
    return topics(new LinkedHashSet<>(List.of(newTopics)));
  }

  /** Sets 1 to 64 topics. */
  public PushChannelBuilder topics(Set<String> newTopics) {
    topics = requirePresent("topics", newTopics);
    return this;
  }

  /** Sets the position to start after. Default: {@link Cursor#LATEST}. */
  public PushChannelBuilder after(Cursor cursor) {
    options.after(cursor);
    return this;
  }

  /** Sets the time to connect, see {@link PushOptions#connectTimeout}. Default: 10 s. */
  public PushChannelBuilder connectTimeout(Duration timeout) {
    options.connectTimeout(timeout);
    return this;
  }

  /** Sets the expected heartbeat, see {@link PushOptions#heartbeat}. Default: 15 s. */
  public PushChannelBuilder heartbeat(Duration interval) {
    options.heartbeat(interval);
    return this;
  }

  /** Sets the pauses before retries, see {@link PushOptions#minBackoff}. Default: 1 s to 30 s. */
  public PushChannelBuilder backoff(Duration min, Duration max) {
    options.backoff(min, max);
    return this;
  }

  /** Sets the time limit of a publish, see {@link PushOptions#publishTimeout}. Default: 30 s. */
  public PushChannelBuilder publishTimeout(Duration timeout) {
    options.publishTimeout(timeout);
    return this;
  }

  /** Sets headers of every request, see {@link PushOptions.Builder#headers(Map)}. */
  public PushChannelBuilder headers(Map<String, String> headers) {
    options.headers(headers);
    return this;
  }

  /** Sets a supplier of headers, see {@link PushOptions.Builder#headers(Supplier)}. */
  public PushChannelBuilder headers(Supplier<Map<String, String>> headers) {
    options.headers(headers);
    return this;
  }

  /** Sets all options at once; later calls change single ones. */
  public PushChannelBuilder options(PushOptions newOptions) {
    options.copy(requirePresent("options", newOptions));
    return this;
  }

  /** Sets the codec of {@code publishJson} and {@link Message#dataAs}. Default: Jackson 3. */
  public PushChannelBuilder codec(MessageCodec newCodec) {
    codec = requirePresent("codec", newCodec);
    return this;
  }

  /** Adds a callback that runs before {@link PushListener#onGap}. */
  public PushChannelBuilder onGap(Consumer<Gap> callback) {
    onGap = requirePresent("onGap", callback);
    return this;
  }

  /** Adds a callback that runs before {@link PushListener#onState}. */
  public PushChannelBuilder onState(Consumer<PushState> callback) {
    onState = requirePresent("onState", callback);
    return this;
  }

  /** Adds a callback that runs before {@link PushListener#onClosed}. */
  public PushChannelBuilder onClosed(Consumer<CloseReason> callback) {
    onClosed = requirePresent("onClosed", callback);
    return this;
  }

  /** Replaces {@link PushListener#onListenerError}. */
  public PushChannelBuilder onListenerError(
      BiFunction<@Nullable Message, Exception, ListenerErrorAction> callback) {
    onListenerError = requirePresent("onListenerError", callback);
    return this;
  }

  /**
   * Opens a channel. Returns immediately; the listener may be called before this method returns.
   *
   * @throws IllegalStateException if no transport is set
   * @throws IllegalArgumentException if the address or a topic is invalid
   */
  public PushChannel listen(PushListener listener) {
    if (transport == null) {
      throw new IllegalStateException(
          "transport must be set, for example new SseTransport() of pushchannel-transport-sse");
    }
    return PushChannel.open(
        base,
        transport,
        topics,
        options.build(),
        codec,
        new CallbackListener(
            requirePresent("listener", listener), onGap, onState, onClosed, onListenerError));
  }
}
