package io.pushchannel.channel;

import io.pushchannel.PublishFailedException;
import io.pushchannel.PublishResult;
import io.pushchannel.PushOptions;
import io.pushchannel.PushRefusedException;
import io.pushchannel.spi.PushConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The unconfirmed publishes of one channel, in the order of the calls. They are sent in that order
 * while the channel is open, at most {@link PushConnection#publishWindow} at a time. If a
 * connection breaks, the publishes without a response are sent again in the same order, each with
 * the same idempotency key. May be called from any thread; never blocks.
 */
final class PendingPublishes {

  /** Maximum number of unconfirmed publishes; further calls fail at once. */
  static final int MAX_PUBLISHES = 1024;

  /** Maximum size of all unconfirmed publishes in bytes. A single publish may be larger. */
  static final int MAX_BYTES = 16 << 20;

  /** Extra time for publishes that are on their way: a line may carry as little as 10 KB/s. */
  private static final long NANOS_PER_BYTE = TimeUnit.SECONDS.toNanos(1) / 10_000;

  private static final int UNAUTHORIZED = 401;

  private final PushConnection connection;
  private final PushOptions options;
  private final AtomicInteger signals = new AtomicInteger();
  private final Object lock = new Object();

  // guarded by lock; a publish is in exactly one of the two maps until it is settled
  private final TreeMap<Long, PendingPublish> queued = new TreeMap<>();
  private final TreeMap<Long, PendingPublish> inFlight = new TreeMap<>();
  private final Backoff backoff;
  private long bytes;
  private long bytesInFlight;
  private long nextNumber;
  private long lastResponseAt = System.nanoTime();
  private boolean open;
  private boolean closed;
  private boolean pausing;
  private boolean timerRuns;

  PendingPublishes(PushConnection connection, PushOptions options, LongUnaryOperator random) {
    this.connection = connection;
    this.options = options;
    this.backoff = new Backoff(options, random);
  }

  /**
   * Queues one publish and sends it as soon as it is its turn.
   *
   * @return completes with the id, or exceptionally with {@link PushRefusedException} or {@link
   *     PublishFailedException}
   */
  CompletionStage<PublishResult> publish(String topic, String data, @Nullable String key) {
    PendingPublish added;
    synchronized (lock) {
      added = new PendingPublish(nextNumber, topic, data, key, System.nanoTime());
      String refusal = refusal(added.bytes);
      if (refusal != null) {
        return CompletableFuture.failedFuture(new PublishFailedException(refusal, false, null));
      }
      nextNumber++;
      bytes += added.bytes;
      queued.put(added.number, added);
    }
    startTimer();
    sendAll();
    return added.result();
  }

  /** Starts sending: the server is ready. */
  void opened() {
    synchronized (lock) {
      open = true;
      pausing = false;
    }
    sendAll();
  }

  /** Stops sending until the next {@link #opened}: the attempt has ended. */
  void disconnected() {
    synchronized (lock) {
      open = false;
    }
  }

  /** Fails all unconfirmed publishes, and all later ones. */
  void close() {
    List<PendingPublish> failed = new ArrayList<>();
    synchronized (lock) {
      closed = true;
      failed.addAll(inFlight.values());
      failed.addAll(queued.values());
      failed.forEach(this::remove);
    }
    failed.forEach(
        each -> fail(each, "the channel was closed before the server confirmed the publish"));
  }

  private @Nullable String refusal(int size) {
    int count = queued.size() + inFlight.size();
    if (closed) {
      return "the channel is closed";
    } else if (count >= MAX_PUBLISHES) {
      return "a channel may have at most " + MAX_PUBLISHES + " unconfirmed publishes; retry later";
    } else if (count > 0 && bytes + size > MAX_BYTES) {
      return "the unconfirmed publishes of a channel may have at most "
          + MAX_BYTES
          + " bytes, have "
          + bytes
          + ", and the next has "
          + size
          + "; retry later";
    }
    return null;
  }

  /** Sends what may be sent; of concurrent callers, one does the work of all. */
  private void sendAll() {
    if (signals.getAndIncrement() != 0) {
      return;
    }
    int handled = 1;
    do {
      for (PendingPublish next = takeNext(); next != null; next = takeNext()) {
        send(next);
      }
      handled = signals.addAndGet(-handled);
    } while (handled != 0);
  }

  /** Moves the first queued publish into flight, unless a later one would overtake an earlier. */
  private @Nullable PendingPublish takeNext() {
    synchronized (lock) {
      boolean maySend = open && !pausing && inFlight.size() < connection.publishWindow();
      if (!maySend || queued.isEmpty()) {
        return null;
      }
      PendingPublish next = queued.firstEntry().getValue();
      if (!inFlight.isEmpty() && inFlight.lastKey() > next.number) {
        return null;
      }
      queued.remove(next.number);
      inFlight.put(next.number, next);
      bytesInFlight += next.bytes;
      next.wasSent = true;
      return next;
    }
  }

  private void send(PendingPublish publish) {
    CompletableFuture<PublishResult> response = start(publish);
    boolean isPending;
    synchronized (lock) {
      publish.response = response;
      isPending = inFlight.containsKey(publish.number);
    }
    if (!isPending) {
      response.cancel(false); // it failed meanwhile, because its time is over or by close
    }
    response.whenComplete((result, failure) -> settle(publish, result, failure));
  }

  private CompletableFuture<PublishResult> start(PendingPublish publish) {
    try {
      return connection.publish(publish.topic, publish.data, publish.key).toCompletableFuture();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void settle(
      PendingPublish publish, @Nullable PublishResult result, @Nullable Throwable thrown) {
    Throwable failure = thrown instanceof CompletionException e ? e.getCause() : thrown;
    boolean again;
    synchronized (lock) {
      if (inFlight.remove(publish.number) == null) {
        return; // the time limit has passed, or the channel is closed
      }
      bytesInFlight -= publish.bytes;
      again = isOutage(failure) || mayRefresh(publish, failure);
      if (again) {
        publish.lastFailure = failure;
        queued.put(publish.number, publish);
      } else {
        bytes -= publish.bytes;
        lastResponseAt = System.nanoTime();
        backoff.reset();
      }
    }
    if (again) {
      pause(failure);
    } else {
      publish.complete(result, failure);
      sendAll();
    }
  }

  /** Once per publish: the supplier may return other credentials. Under the lock. */
  private boolean mayRefresh(PendingPublish publish, @Nullable Throwable failure) {
    boolean isUnauthorized =
        failure instanceof PushRefusedException refusal && refusal.status() == UNAUTHORIZED;
    boolean refresh = isUnauthorized && options.hasHeaderSupplier() && !publish.refreshed;
    publish.refreshed |= isUnauthorized;
    return refresh;
  }

  /**
   * Returns true if the server was not reached, or a gateway reports that; the publish is sent
   * again.
   */
  private static boolean isOutage(@Nullable Throwable failure) {
    if (failure instanceof PushRefusedException refusal) {
      return switch (refusal.status()) {
        case 409, 425, 502, 503, 504 -> true;
        default -> false;
      };
    }
    return failure instanceof IOException;
  }

  /** Sends again after a pause, or when the channel opens again, if that is earlier. */
  private void pause(@Nullable Throwable failure) {
    long millis;
    synchronized (lock) {
      if (pausing || !open) {
        return;
      }
      pausing = true;
      millis =
          backoff.next(
              failure instanceof PushRefusedException refusal ? refusal.retryAfter() : null);
    }
    after(millis).execute(this::resume);
  }

  private void resume() {
    synchronized (lock) {
      pausing = false;
    }
    sendAll();
  }

  private void startTimer() {
    long millis;
    synchronized (lock) {
      PendingPublish first = first();
      if (timerRuns || first == null) {
        return;
      }
      timerRuns = true;
      millis = TimeUnit.NANOSECONDS.toMillis(Math.max(0, remainingNanos(first))) + 1;
    }
    after(millis).execute(this::failExpired);
  }

  private void failExpired() {
    List<PendingPublish> expired = new ArrayList<>();
    synchronized (lock) {
      timerRuns = false;
      PendingPublish first = first();
      while (first != null && remainingNanos(first) <= 0) {
        expired.add(first);
        remove(first);
        first = first();
      }
    }
    String limit = "the server did not confirm the publish within " + seconds();
    expired.forEach(each -> fail(each, limit + " (publishTimeout)"));
    startTimer();
    sendAll();
  }

  /** Time passes from the call, or from the last response, if that is later. */
  private long remainingNanos(PendingPublish publish) {
    long limit = options.publishTimeout().toNanos() + bytesInFlight * NANOS_PER_BYTE;
    long now = System.nanoTime();
    return limit - Math.min(now - publish.enqueuedAt, now - lastResponseAt);
  }

  private @Nullable PendingPublish first() {
    if (queued.isEmpty() || inFlight.isEmpty()) {
      Collection<PendingPublish> all = queued.isEmpty() ? inFlight.values() : queued.values();
      return all.isEmpty() ? null : all.iterator().next();
    }
    PendingPublish sent = inFlight.firstEntry().getValue();
    PendingPublish waiting = queued.firstEntry().getValue();
    return sent.number < waiting.number ? sent : waiting;
  }

  private void remove(PendingPublish publish) {
    bytes -= publish.bytes;
    if (inFlight.remove(publish.number) != null) {
      bytesInFlight -= publish.bytes;
    }
    queued.remove(publish.number);
  }

  private static void fail(PendingPublish publish, String message) {
    CompletableFuture<PublishResult> response = publish.response;
    if (response != null) {
      response.cancel(false);
    }
    publish.complete(
        null, new PublishFailedException(message, publish.wasSent, publish.lastFailure));
  }

  private String seconds() {
    return options.publishTimeout().toMillis() / 1000.0 + " s";
  }

  private static Executor after(long millis) {
    return CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
  }
}
