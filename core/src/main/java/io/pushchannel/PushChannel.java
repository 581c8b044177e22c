package io.pushchannel;

import static io.pushchannel.check.Arguments.requirePresent;

import io.pushchannel.channel.ChannelLoop;
import io.pushchannel.check.ServerUri;
import io.pushchannel.spi.PushTransport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A client subscription to one or more topics that reconnects automatically:
 *
 * <pre>{@code
 * try (PushChannel prices =
 *     PushChannel.open(
 *         URI.create("http://localhost:8080/push"),
 *         new SseTransport(),
 *         Set.of("prices"),
 *         message -> System.out.println(message.dataAs(Price.class)))) {
 *   prices.publishJson("prices", new Price("EURUSD", 1.0842)).toCompletableFuture().join();
 * }
 * }</pre>
 *
 * <p>The listener receives messages that are published after the channel is open; {@link
 * PushChannelBuilder#after} selects an earlier position.
 *
 * <p><b>Promises</b> of every transport: messages arrive in the order of publication and at most
 * once, and no message is missing without a {@link Gap} before the next one. A gap may be announced
 * again if the connection breaks before the next message, because more may have been lost.
 *
 * <p><b>Reconnecting.</b> When the connection breaks, is silent or is rejected for a while, the
 * channel waits and resumes after the last message. The pause is random between 0 and a limit. The
 * limit starts at {@link PushOptions#minBackoff} and doubles up to {@link PushOptions#maxBackoff}
 * until an attempt has delivered a message or stayed open for 5 s. A pause that the server requests
 * is respected up to five minutes. The channel gives up only when it is closed, when its listener
 * throws, or when the server reports that the request itself is invalid; see {@link
 * PushListener#onClosed}.
 *
 * <p><b>Threads.</b> Each channel has one thread, which connects, reads and calls the {@link
 * PushListener}. A slow listener delays only its own channel. The thread does not keep the process
 * alive. All methods of this class are thread-safe, may be called by the listener, and do not
 * block.
 *
 * <p><b>As a {@link Flow.Publisher}</b> a channel is hot: a subscriber receives later messages, as
 * many as it requests. While a subscriber has no demand, the channel's thread waits for it, and so
 * do all others on this channel. A wait longer than the heartbeat may cause a reconnect, but loses
 * no retained message. {@code onComplete} is called when the application closes the channel, {@code
 * onError} when it ends for another reason. Only the listener receives gaps.
 */
public final class PushChannel implements AutoCloseable, Flow.Publisher<Message> {

  /** More are counted in logs, not listed. */
  private static final int NAMED_TOPICS = 4;

  private final String description;
  private final MessageCodec codec;
  private final ChannelLoop loop;

  private PushChannel(String description, MessageCodec codec, ChannelLoop loop) {
    this.description = description;
    this.codec = codec;
    this.loop = loop;
  }

  /** Returns a builder for a channel to the server at {@code base}. */
  public static PushChannelBuilder to(URI base) {
    return new PushChannelBuilder(requirePresent("base", base));
  }

  /**
   * Opens a channel with default options. {@link #to} has all settings. Returns immediately; the
   * listener may be called before this method returns.
   *
   * @param base address of the server: {@code http} or {@code https}, a host and the base path
   * @param topics 1 to 64 topics
   * @throws IllegalArgumentException if the address or a topic is invalid
   */
  public static PushChannel open(
      URI base, PushTransport transport, Set<String> topics, PushListener listener) {
    return open(base, transport, topics, PushOptions.DEFAULT, MessageCodec.DEFAULT, listener);
  }

  static PushChannel open(
      URI base,
      PushTransport transport,
      Set<String> topics,
      PushOptions options,
      MessageCodec codec,
      PushListener listener) {
    URI server = ServerUri.requireValid(requirePresent("base", base));
    requirePresent("transport", transport);
    Topic.requireAll(topics);
    requirePresent("listener", listener);
    String description = transport.name() + " channel to " + server + " of " + described(topics);
    ChannelLoop loop =
        new ChannelLoop(
            description,
            Set.copyOf(topics),
            transport.connection(server, options),
            options,
            codec,
            listener);
    loop.start(transport.name());
    return new PushChannel(description, codec, loop);
  }

  /**
   * Completes when the channel is {@link PushState#OPEN} for the first time, with the position
   * after which it reads. Fails with {@link IllegalStateException} if the channel closes before.
   */
  public CompletionStage<Cursor> opened() {
    return loop.opened();
  }

  /** Completes after {@link PushListener#onClosed}, with the reason and the final cursor. */
  public CompletionStage<CloseResult> closed() {
    return loop.closed();
  }

  /**
   * Also reads {@code topic}. The channel reconnects from its cursor, so no message of its other
   * topics is lost or repeated. Does not block.
   *
   * @return completes with the position from which the topic is read; fails with {@link
   *     IllegalStateException} if the channel closes before
   * @throws IllegalArgumentException if the topic is invalid, or the channel would have more than
   *     64 topics
   */
  public CompletionStage<Cursor> subscribe(String topic) {
    return loop.subscribe(Topic.requireValid(topic));
  }

  /**
   * Stops reading {@code topic}; otherwise like {@link #subscribe(String)}. After the stage has
   * completed, no message of the topic is delivered.
   *
   * @throws IllegalArgumentException if it is the last topic
   */
  public CompletionStage<Cursor> unsubscribe(String topic) {
    return loop.unsubscribe(Topic.requireValid(topic));
  }

  /** Returns the state. */
  public PushState state() {
    return loop.state();
  }

  /**
   * Returns the position after the last message that the listener and every subscriber have
   * received. Another channel that is opened after it, by any transport, continues there.
   */
  public Cursor cursor() {
    return loop.cursor();
  }

  /** Publishes a text, as {@link #publish(String, String, String)} does without a key. */
  public CompletionStage<PublishResult> publish(String topic, String data) {
    return publish(topic, data, null);
  }

  /** Publishes a value as {@link #publishJson(String, Object, String)} does, without a key. */
  public CompletionStage<PublishResult> publishJson(String topic, Object value) {
    return publishJson(topic, value, null);
  }

  /**
   * Publishes a value, encoded by the codec of the channel, as {@link #publish(String, String,
   * String)} publishes a text.
   *
   * @throws RuntimeException of the codec if it cannot encode the value
   */
  public CompletionStage<PublishResult> publishJson(
      String topic, Object value, @Nullable String key) {
    return publish(topic, codec.encode(requirePresent("value", value)), key);
  }

  /**
   * Publishes a text by the channel's transport. Publishes from one thread arrive in the log in the
   * order of the calls. A publish is sent while the channel is {@link PushState#OPEN}. If it is
   * not, or if the connection breaks before the response, the publish is sent after the next
   * connect, exactly once, within {@link PushOptions#publishTimeout}. At most 1,024 publishes and
   * 16 MiB may be unconfirmed; further ones fail immediately.
   *
   * <p>A listener may wait for the result, except in {@link PushListener#onState} for a state other
   * than {@code OPEN}: the channel connects after that call returns.
   *
   * @param key an idempotency key of 1 to 256 characters, ASCII for transports that publish by
   *     HTTP; the same publish can then be repeated safely, for example after a failure; null for
   *     none
   * @return completes when the message is in the server's log; fails with {@link
   *     PushRefusedException} if the server rejected it, {@link PublishFailedException} if the
   *     server did not confirm it in time, {@link IllegalArgumentException} if the transport cannot
   *     carry the key, and {@link IllegalStateException} if the channel is closed
   * @throws IllegalArgumentException if the topic is invalid or the text is not valid Unicode
   */
  public CompletionStage<PublishResult> publish(String topic, String data, @Nullable String key) {
    Topic.requireValid(topic);
    requireUnicode(requirePresent("data", data));
    return loop.publish(topic, data, key);
  }

  /** Hands messages to {@code subscriber} from now on, as many as it requests. */
  @Override
  public void subscribe(Flow.Subscriber<? super Message> subscriber) {
    loop.subscribe(subscriber);
  }

  /**
   * Closes the channel, for good. Returns at once: a call to the listener that is under way may
   * still finish, and {@link PushListener#onClosed} follows it as the last, on the channel's
   * thread, also if it was the listener that closed. Again does nothing.
   */
  @Override
  public void close() {
    loop.close();
  }

  /** Transport, address and topics, for logs. */
  @Override
  public String toString() {
    return description;
  }

  /** UTF-8 has no bytes for half a surrogate pair; a question mark would arrive in its place. */
  private static void requireUnicode(String data) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(data)) {
      throw new IllegalArgumentException("data must be valid Unicode, has half a surrogate pair");
    }
  }

  private static String described(Set<String> topics) {
    return topics.size() <= NAMED_TOPICS
        ? new TreeSet<>(topics).toString()
        : topics.size() + " topics";
  }
}
