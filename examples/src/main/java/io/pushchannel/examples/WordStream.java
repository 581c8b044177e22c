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
 * A stream that ends: words, one at a time, and then a last message that says so.
 *
 * <p>A connection that ends tells nobody that a stream has: {@code EventSource} comes back after
 * every end, and so does a channel. So the end is a message like any other, in the log behind the
 * words, and whoever hears it leaves for good. That is the same for all four transports, and
 * whoever lost the connection before the end finds it when back.
 */
public final class WordStream {

  /**
   * What goes over the topic, as JSON.
   *
   * @param word empty at the end
   * @param end true once, in the last message
   */
  public record Word(String word, boolean end) {}

  private WordStream() {}

  /**
   * Publishes the words on {@code topic}, the first at once, and then the end. Returns at once.
   *
   * @param every how long from one to the next
   * @param clock publishes; one thread is enough for many streams
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
      bus.publish(topic, new Word("", true));
      return;
    }
    bus.publish(topic, new Word(words.next(), false));
    clock.schedule(
        () -> publishNext(bus, topic, words, every, clock),
        every.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /**
   * Reads a stream to its end, from its first word on, also if it began before.
   *
   * @return the words, once the end has come; exceptionally if the channel closes before
   */
  public static CompletableFuture<List<String>> read(
      URI base, PushTransport transport, String topic) {
    CompletableFuture<List<String>> heard = new CompletableFuture<>();
    PushOptions fromTheBeginning = PushOptions.DEFAULT.withAfter(Cursor.EARLIEST);
    PushChannel channel =
        PushChannel.open(base, transport, Set.of(topic), fromTheBeginning, new Reader(heard));
    heard.whenComplete((words, failure) -> channel.close());
    return heard;
  }

  private record Reader(CompletableFuture<List<String>> heard, List<String> words)
      implements PushListener {

    Reader(CompletableFuture<List<String>> heard) {
      this(heard, new ArrayList<>());
    }

    @Override
    public void onMessage(Message message) {
      Word next = message.as(Word.class);
      if (next.end()) {
        heard.complete(List.copyOf(words));
      } else {
        words.add(next.word());
      }
    }

    @Override
    public void onClosed(CloseReason reason) {
      heard.completeExceptionally(new IllegalStateException("no end was heard: " + reason));
    }
  }
}
