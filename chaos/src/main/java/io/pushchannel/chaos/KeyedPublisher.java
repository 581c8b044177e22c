package io.pushchannel.chaos;

import io.pushchannel.PublishResult;
import io.pushchannel.PushRefusedException;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Publishes texts with idempotency keys through the readers' channels. A failed publish is repeated
 * on the channel of the next reader until it succeeds. One in eight texts is published once more
 * after its success.
 */
final class KeyedPublisher {

  private record Text(String topic, String data, String key, boolean again) {}

  private static final int IN_FLIGHT = 32;
  private static final int MAX_SIZE = 2_000;
  private static final long PAUSE_MILLIS = 15;
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);

  private final List<Reader> readers;
  private final List<String> topics;
  private final List<Counts> counts;
  private final PublishedLog log;
  private final SplittableRandom random;
  private final TextGenerator texts;
  private final Semaphore room = new Semaphore(IN_FLIGHT);
  private final Queue<Violation> violations = new ConcurrentLinkedQueue<>();
  private final Thread thread = new Thread(this::run, "chaos-keyed-publisher");
  private volatile boolean stopped;
  private volatile boolean givenUp;

  KeyedPublisher(
      List<Reader> readers, List<String> topics, List<Counts> counts, PublishedLog log, long seed) {
    this.readers = readers;
    this.topics = topics;
    this.counts = counts;
    this.log = log;
    this.random = new SplittableRandom(seed);
    this.texts = new TextGenerator("keyed", seed);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Stops to publish new texts, and waits for the pending ones. */
  void stop(long patienceSeconds) throws InterruptedException {
    stopped = true;
    thread.join();
    if (!room.tryAcquire(IN_FLIGHT, patienceSeconds, TimeUnit.SECONDS)) {
      report(
          (IN_FLIGHT - room.availablePermits())
              + " texts were not published within "
              + patienceSeconds
              + " s after the end of all faults");
    }
    givenUp = true;
  }

  /** Returns violations in the results of publishing. */
  List<Violation> violations() {
    return List.copyOf(violations);
  }

  private void run() {
    try {
      while (!stopped) {
        if (room.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
          String topic = topics.get(random.nextInt(topics.size()));
          String data = texts.next(MAX_SIZE);
          String key = data.substring(0, data.indexOf(' ', "keyed ".length()));
          publish(new Text(topic, data, key, random.nextInt(8) == 0), random.nextInt(1_000));
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Publishes through the channel of reader {@code turn}; after a failure, through the next. */
  private void publish(Text text, int turn) {
    Reader reader = readers.get(turn % readers.size());
    int transport = reader.transport();
    reader
        .publish(text.topic, text.data, text.key)
        .whenComplete((result, failure) -> completed(text, turn, transport, result, failure));
  }

  private void completed(
      Text text,
      int turn,
      int transport,
      @Nullable PublishResult result,
      @Nullable Throwable failure) {
    if (result != null) {
      check(text, result);
      if (text.again) {
        publishLater(new Text(text.topic, text.data, text.key, false), turn + 1);
        return;
      }
      counts.get(transport).published();
    } else if (!givenUp && !isRefusal(text, failure)) {
      publishLater(text, turn + 1);
      return;
    }
    room.release();
  }

  private void publishLater(Text text, int turn) {
    LATER.execute(() -> publish(text, turn));
  }

  private boolean isRefusal(Text text, @Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    boolean isRefusal = cause instanceof PushRefusedException refusal && !refusal.isRetryable();
    if (isRefusal) {
      report("publishing " + text.key + " on " + text.topic + " was refused: " + cause);
    }
    return isRefusal;
  }

  private void check(Text text, PublishResult result) {
    BusPosition position = log.position(result.id());
    PublishedLog.Published published = position == null ? null : log.of(text.topic).get(position);
    if (published == null
        || published.hash() != text.data.hashCode()
        || !text.key.equals(published.key())) {
      report(
          "publishing "
              + text.key
              + " on "
              + text.topic
              + " returned "
              + result
              + ", but the bus has "
              + published
              + " at that position");
    }
  }

  private void report(String description) {
    violations.add(new Violation("publishing", description, List.of()));
  }
}
