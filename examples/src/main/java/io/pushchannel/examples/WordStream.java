package io.pushchannel.examples;

import io.pushchannel.CloseReason;
import io.pushchannel.Cursor;
import io.pushchannel.Message;
import io.pushchannel.MessageBus;
import io.pushchannel.PushChannel;
import io.pushchannel.PushListener;
import io.pushchannel.PushOptions;
import io.pushchannel.spi.PushTransport;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A stream that ends: one message per word and a last message that marks the end.
 *
 * <p>The end of a connection does not mark the end of a stream, because {@code EventSource} and
 * channels reconnect whenever a connection ends. The end is therefore a message in the log after
 * the words, and a reader that receives it closes its channel. All four transports behave the same.
 * A reader that lost its connection before the end receives the end after reconnecting.
 */
public final class WordStream {

  /**
   * The published message, encoded as JSON.
   *
   * @param word a word; empty in the last message
   * @param end true only in the last message
   */
  public record Word(String word, boolean end) {}

  private WordStream() {}

  /**
   * Publishes the words on {@code topic}, the first one immediately, and then the end. Returns at
   * once.
   *
   * @param every time between two messages
   * @param clock runs the publishing; one thread is enough for many streams
   */
  public static void start(
      MessageBus bus,
      String topic,
      List<String> words,
      Duration every,
      ScheduledExecutorService clock) {
    publishNext(bus, topic, List.copyOf(words).iterator(), every, clock);
  }

  private static void publishNext(
      MessageBus bus,
      String topic,
      Iterator<String> words,
      Duration every,
      ScheduledExecutorService clock) {
    if (!words.hasNext()) {
      bus.publishJson(topic, new Word("", true));
      return;
    }
    bus.publishJson(topic, new Word(words.next(), false));
    clock.schedule(
        () -> publishNext(bus, topic, words, every, clock),
        every.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /**
   * Reads a stream from its first word to its end, even if it started earlier.
   *
   * @return completes with all words when the end has been received, or exceptionally if the
   *     channel closes earlier
   */
  public static CompletableFuture<List<String>> read(
      URI base, PushTransport transport, String topic) {
    CompletableFuture<List<String>> received = new CompletableFuture<>();
    PushOptions fromTheBeginning = PushOptions.builder().after(Cursor.EARLIEST).build();
    PushChannel channel =
        PushChannel.to(base)
            .transport(transport)
            .topics(Set.of(topic))
            .options(fromTheBeginning)
            .listen(new Reader(received));
    received.whenComplete((words, failure) -> channel.close());
    return received;
  }

  private record Reader(CompletableFuture<List<String>> received, List<String> words)
      implements PushListener {

    Reader(CompletableFuture<List<String>> received) {
      this(received, new ArrayList<>());
    }

    @Override
    public void onMessage(Message message) {
      Word next = message.dataAs(Word.class);
      if (next.end()) {
        received.complete(List.copyOf(words));
      } else {
        words.add(next.word());
      }
    }

    @Override
    public void onClosed(CloseReason reason) {
      received.completeExceptionally(
          new IllegalStateException("channel closed before the end of the stream: " + reason));
    }
  }
}
