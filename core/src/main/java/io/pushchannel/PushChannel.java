package io.pushchannel;

import io.pushchannel.channel.ChannelLoop;
import io.pushchannel.spi.Json;
import io.pushchannel.spi.PushTransport;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A connection to topics that heals itself.
 *
 * <pre>{@code
 * try (PushChannel prices =
 *     PushChannel.open(
 *         URI.create("http://localhost:8080/push"),
 *         new SseTransport(),
 *         Set.of("prices"),
 *         message -> System.out.println(message.as(Price.class)))) {
 *   prices.publish("prices", "from the client");
 *   ...
 * }
 * }</pre>
 *
 * <p>Whatever the transport: messages come in the order they were published, none twice, and none
 * missing without a {@link Gap} before the next. When the connection breaks, falls silent or is
 * refused for a while, the channel waits a random, growing time and resumes after the last message.
 * It gives up only when it is closed, or when the server says that the request itself is wrong.
 *
 * <p>Each channel has one thread, on which it connects, reads and calls its {@link PushListener}; a
 * listener that takes its time slows down nothing but its own channel. All methods here may be
 * called from any thread, the listener's included, and none blocks.
 *
 * <p>As a {@link Flow.Publisher} a channel is hot: a subscriber gets what comes from then on, as
 * much as it requests; while one has no demand the channel waits for it. Gaps are told to the
 * listener only.
 */
public final class PushChannel implements AutoCloseable, Flow.Publisher<Message> {

  private static final int MAX_TOPICS = 64;

  private final String description;
  private final ChannelLoop loop;

  private PushChannel(String description, ChannelLoop loop) {
    this.description = description;
    this.loop = loop;
  }

  /** Opens a channel with {@link PushOptions#DEFAULT}. */
  public static PushChannel open(
      URI base, PushTransport transport, Set<String> topics, PushListener listener) {
    return open(base, transport, topics, PushOptions.DEFAULT, listener);
  }

  /**
   * Opens a channel. Returns at once; the listener is told when it has connected.
   *
   * @param base where the server is: {@code http} or {@code https}, with the base path
   * @param topics 1 to 64 topics
   * @throws IllegalArgumentException if an argument is not as it should be
   */
  public static PushChannel open(
      URI base,
      PushTransport transport,
      Set<String> topics,
      PushOptions options,
      PushListener listener) {
    requireHttp(base);
    if (topics.isEmpty() || topics.size() > MAX_TOPICS) {
      throw new IllegalArgumentException(
          "expected 1 to " + MAX_TOPICS + " topics, got " + topics.size());
    }
    topics.forEach(Topic::requireValid);
    String description = transport.name() + " channel to " + base + " of " + topics;
    ChannelLoop loop =
        new ChannelLoop(
            description,
            Set.copyOf(topics),
            transport.connection(base, options),
            options,
            listener,
            System::nanoTime,
            RandomGenerator.getDefault());
    loop.start(transport.name());
    return new PushChannel(description, loop);
  }

  /** Where the channel is. */
  public PushState state() {
    return loop.state();
  }

  /** The place reached: open another channel after it, by any transport, to go on from here. */
  public Cursor cursor() {
    return loop.cursor();
  }

  /** Publishes a text, as {@link #publish(String, String, String)} does without a key. */
  public CompletionStage<PublishResult> publish(String topic, String data) {
    return publish(topic, data, null);
  }

  /** Publishes {@code value} as JSON. */
  public CompletionStage<PublishResult> publish(String topic, Object value) {
    return publish(topic, Json.MAPPER.writeValueAsString(value), null);
  }

  /**
   * Publishes a text by the channel's transport.
   *
   * @param key makes it harmless to publish the same again, after a failure for example; null for
   *     none
   * @return completes when the message is in the server's log; exceptionally with {@link
   *     io.pushchannel.spi.PushFailure} if the server refused it, another {@link
   *     java.io.IOException} if it is not known to be there, {@link IllegalArgumentException} if
   *     the topic is not valid, {@link IllegalStateException} if the channel is closed
   */
  public CompletionStage<PublishResult> publish(String topic, String data, @Nullable String key) {
    try {
      return loop.publish(Topic.requireValid(topic), data, key);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Hands messages to {@code subscriber} from now on, as many as it requests. */
  @Override
  public void subscribe(Flow.Subscriber<? super Message> subscriber) {
    loop.subscribe(subscriber);
  }

  /**
   * Closes the channel, for good. Returns at once: a call to the listener that is under way may
   * still finish, and {@link PushListener#onClosed} follows it as the last. Again does nothing.
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

  private static void requireHttp(URI base) {
    String scheme = String.valueOf(base.getScheme());
    if (!(scheme.equals("http") || scheme.equals("https")) || base.getHost() == null) {
      throw new IllegalArgumentException(
          "expected an address such as http://localhost:8080/push, got " + base);
    }
  }
}
