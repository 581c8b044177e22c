package io.pushchannel.bus;

import io.pushchannel.BusStatistics;
import io.pushchannel.BusSubscription;
import io.pushchannel.Cursor;
import io.pushchannel.IdempotencyKeyException;
import io.pushchannel.Message;
import io.pushchannel.MessageBus;
import io.pushchannel.MessageBusBuilder;
import io.pushchannel.MessageCodec;
import io.pushchannel.PublishResult;
import io.pushchannel.PushListener;
import io.pushchannel.Retention;
import io.pushchannel.Topic;
import io.pushchannel.check.Arguments;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.MessageLog;
import io.pushchannel.spi.ReaderNotifier;
import io.pushchannel.wire.Position;
import io.pushchannel.wire.WireFormat;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bus in memory. One short lock numbers a message and appends it, so every reader receives all
 * topics in the order of their numbers. No listener is called, and nothing is sent, under the lock.
 */
public final class MemoryBus implements MessageBus, MessageLog {

  private static final long LOCK_YIELD_NANOS = 50_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final String epoch = String.format("%08x", new SecureRandom().nextInt());
  private final Retention retention;
  private final PublishRules rules;
  private final MessageCodec codec;
  private final boolean publishTimes;
  private final LongSupplier clock;
  private final Logger logger;
  private final FailedPublishes failures;
  private final Memory memory = new Memory(epoch);
  private final TopicLogs logs;
  private final Housekeeper housekeeper;
  private final SubscriptionThreads threads;
  private final AtomicBoolean usedAfterClose = new AtomicBoolean();
  private long head;
  private boolean closed;
  private volatile boolean evictionLogged;

  /** Creates a bus with the settings of a builder. */
  public MemoryBus(MessageBusBuilder settings) {
    this(settings, () -> System.nanoTime() / 1_000_000, LoggerFactory.getLogger(MemoryBus.class));
  }

  /** Creates a bus with its own clock, in milliseconds. */
  MemoryBus(Retention retention, LongSupplier clock) {
    this(retention, clock, LoggerFactory.getLogger(MemoryBus.class));
  }

  MemoryBus(Retention retention, LongSupplier clock, Logger logger) {
    this(MessageBus.builder().retention(retention), clock, logger);
  }

  /**
   * Creates a bus with its own clock.
   *
   * @param clock in milliseconds from any origin; never goes back
   */
  MemoryBus(MessageBusBuilder settings, LongSupplier clock, Logger logger) {
    this.logger = logger;
    this.failures = new FailedPublishes(logger, clock);
    this.retention = settings.retention();
    this.rules = new PublishRules(retention);
    this.codec = settings.codec();
    this.publishTimes = settings.publishTimes();
    this.threads = new SubscriptionThreads(settings.executor());
    this.clock = clock;
    this.logs = new TopicLogs(retention, memory);
    this.housekeeper = Housekeeper.start(this::expire, retention.shortestAge());
  }

  @Override
  public String epoch() {
    return epoch;
  }

  @Override
  public CompletionStage<PublishResult> publish(String topic, String data, @Nullable String key) {
    return appendValid(topic, rules.requireValid(topic, data, key), key);
  }

  @Override
  public CompletionStage<PublishResult> publishJson(
      String topic, Object value, @Nullable String key) {
    return publish(topic, codec.encode(Arguments.requirePresent("value", value)), key);
  }

  /** Logs each kind of failure, because a server may have no use for the stage. */
  @Override
  public CompletionStage<PublishResult> append(String topic, String data, @Nullable String key) {
    try {
      return appendValid(topic, rules.requireValid(topic, data, key), key);
    } catch (IllegalArgumentException e) {
      failures.add(topic, e);
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletionStage<PublishResult> appendValid(
      String topic, MessageText text, @Nullable String key) {
    try {
      return CompletableFuture.completedFuture(appendNow(topic, text, key));
    } catch (IllegalStateException | IdempotencyKeyException e) {
      failures.add(topic, e);
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public Cursor cursor() {
    return id(locked(() -> head));
  }

  @Override
  public BusSubscription subscribe(Set<String> topics, Cursor after, PushListener listener) {
    return LogSubscription.open(
        this, topics, after, new ListenerTarget(listener, codec), threads.executor());
  }

  @Override
  public Flow.Publisher<Message> publisher(Set<String> topics, Cursor after) {
    return new LogPublisher(this, Set.copyOf(topics), after, codec, threads.executor());
  }

  @Override
  public BusStatistics statistics() {
    return locked(() -> new BusStatistics(logs.topics(), memory.messages(), memory.used(), head));
  }

  @Override
  public Feed open(
      Collection<String> topics, Position after, WireFormat format, ReaderNotifier notifier) {
    topics.forEach(Topic::requireValid);
    lock.lock();
    try {
      if (!closed) {
        return new MemoryFeed(this, Set.copyOf(topics), after, format, notifier);
      }
    } finally {
      lock.unlock();
    }
    throw closedFailure();
  }

  @Override
  public void close() {
    housekeeper.stop();
    List<ReaderNotifier.ReaderGroup> waiting =
        locked(
            () -> {
              closed = true;
              List<ReaderNotifier.ReaderGroup> readers = logs.readers();
              logs.clear();
              return readers;
            });
    waiting.forEach(ReaderNotifier.ReaderGroup::signal);
  }

  /** Evicts messages that are too old. Called about once per second. */
  void expire() {
    warnOfEvictedTopics();
    Expiry expiry = locked(() -> new Expiry(logs, now()));
    while (locked(expiry::step)) {
      if (lock.hasQueuedThreads()) {
        LockSupport.parkNanos(LOCK_YIELD_NANOS); // or this thread would have the lock again
      }
    }
  }

  /** Once per bus, on the thread of the housekeeper and not under the lock. */
  private void warnOfEvictedTopics() {
    long evicted = evictionLogged ? 0 : locked(logs::evictedTopics);
    if (evicted > 0) {
      evictionLogged = true;
      logger.warn(
          "Topics lost all their messages because of a limit: {} so far; the limits are"
              + " Retention.topics {} and Retention.totalBytes {}",
          evicted,
          retention.topics(),
          retention.totalBytes());
    }
  }

  /** Returns the memory of messages and encodings in bytes. */
  long bytes() {
    return locked(memory::used);
  }

  /** Guards everything that the feeds of this bus touch. */
  ReentrantLock lock() {
    return lock;
  }

  /** Under the lock. */
  TopicLogs logs() {
    return logs;
  }

  /** The number of the last message, under the lock. */
  long head() {
    return head;
  }

  long now() {
    return clock.getAsLong();
  }

  private PublishResult appendNow(String topic, MessageText text, @Nullable String key) {
    long sequence;
    ReaderNotifier.ReaderGroup[] readers;
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the bus is closed");
      }
      TopicLog log = logs.findOrCreate(topic);
      Entry first = key == null ? null : log.published(key);
      if (first != null) {
        return duplicate(topic, first, text);
      }
      sequence = ++head;
      logs.append(log, Entry.of(text, sequence, time(), key, now()));
      readers = log.readers().snapshot();
    } finally {
      lock.unlock();
    }
    for (ReaderNotifier.ReaderGroup group : readers) {
      group.signal();
    }
    return new PublishResult(id(sequence), false);
  }

  private long time() {
    return publishTimes ? System.currentTimeMillis() : Entry.NO_TIME;
  }

  private PublishResult duplicate(String topic, Entry first, MessageText text) {
    Cursor id = id(first.sequence());
    if (!first.data().equals(text.text())) {
      throw IdempotencyKeyException.otherText(topic, String.valueOf(first.key()), id);
    }
    return new PublishResult(id, true);
  }

  private Cursor id(long sequence) {
    return new Position(epoch, sequence).toCursor();
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  /** Under the lock. */
  boolean isClosed() {
    return closed;
  }

  /** The failure of a read after {@link #close}; the first is logged. Not under the lock. */
  IllegalStateException closedFailure() {
    if (!usedAfterClose.getAndSet(true)) {
      logger.warn("The bus is closed, but a server still reads it: close servers before their bus");
    }
    return new IllegalStateException("the bus is closed");
  }
}
