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

  private static final int UNDER_WAY = 32;
  private static final int MAX_SIZE = 2_000;
  private static final long PAUSE_MILLIS = 15;
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);

  private final List<Reader> readers;
  private final List<String> topics;
  private final List<Counts> counts;
  private final Truth truth;
  private final SplittableRandom random;
  private final Texts texts;
  private final Semaphore room = new Semaphore(UNDER_WAY);
  private final Queue<Imbalance> imbalances = new ConcurrentLinkedQueue<>();
  private final Thread thread = new Thread(this::run, "chaos-keyed-publisher");
  private volatile boolean stopped;
  private volatile boolean givenUp;

  KeyedPublisher(
      List<Reader> readers, List<String> topics, List<Counts> counts, Truth truth, long seed) {
    this.readers = readers;
    this.topics = topics;
    this.counts = counts;
    this.truth = truth;
    this.random = new SplittableRandom(seed);
    this.texts = new Texts("keyed", seed);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Stops to publish new texts, and waits for the pending ones. */
  void stop(long patienceSeconds) throws InterruptedException {
    stopped = true;
    thread.join();
    if (!room.tryAcquire(UNDER_WAY, patienceSeconds, TimeUnit.SECONDS)) {
      wrong(
          (UNDER_WAY - room.availablePermits())
              + " texts were not published within "
              + patienceSeconds
              + " s after the end of all faults");
    }
    givenUp = true;
  }

  /** Returns violations in the results of publishing. */
  List<Imbalance> imbalances() {
    return List.copyOf(imbalances);
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
        .whenComplete((result, failure) -> answered(text, turn, transport, result, failure));
  }

  private void answered(
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
      wrong("publishing " + text.key + " on " + text.topic + " was refused: " + cause);
    }
    return isRefusal;
  }

  private void check(Text text, PublishResult result) {
    Place place = truth.place(result.id());
    Truth.Published published = place == null ? null : truth.of(text.topic).get(place);
    if (published == null
        || published.hash() != text.data.hashCode()
        || !text.key.equals(published.key())) {
      wrong(
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

  private void wrong(String what) {
    imbalances.add(new Imbalance("publishing", what, List.of()));
  }
}
