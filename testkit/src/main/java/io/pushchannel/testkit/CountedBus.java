package io.pushchannel.testkit;

import io.pushchannel.MessageBus;
import io.pushchannel.PublishResult;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.MessageLog;
import io.pushchannel.spi.ReaderNotifier;
import io.pushchannel.wire.Position;
import io.pushchannel.wire.WireFormat;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A bus that counts the open feeds, because a server half must close the feeds that it opens. */
final class CountedBus implements MessageLog, AutoCloseable {

  private final MessageBus bus;
  private final MessageLog log;
  private final Set<Object> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger held = new AtomicInteger();
  private volatile @Nullable CompletableFuture<Void> hold;

  CountedBus(MessageBus bus) {
    this.bus = bus;
    this.log = (MessageLog) bus;
  }

  /** Returns the number of open feeds. */
  int feeds() {
    return open.size();
  }

  @Override
  public String epoch() {
    return log.epoch();
  }

  /** Publishes without a key. */
  CompletionStage<PublishResult> publish(String topic, String data) {
    return append(topic, data, null);
  }

  @Override
  public CompletionStage<PublishResult> append(String topic, String data, @Nullable String key) {
    CompletableFuture<Void> release = hold;
    if (release == null) {
      return log.append(topic, data, key);
    }
    held.incrementAndGet();
    return release.thenCompose(
        released -> {
          held.decrementAndGet();
          return log.append(topic, data, key);
        });
  }

  /**
   * From now on publishes do not finish, as on a bus of another process.
   *
   * @return lets all of them finish, and later ones at once
   */
  Runnable holdPublishes() {
    CompletableFuture<Void> release = new CompletableFuture<>();
    hold = release;
    return () -> {
      hold = null;
      release.complete(null);
    };
  }

  /** The number of publishes that do not finish now. */
  int held() {
    return held.get();
  }

  @Override
  public Feed open(
      Collection<String> topics, Position after, WireFormat format, ReaderNotifier notifier) {
    Object mark = new Object();
    Feed feed = log.open(topics, after, format, notifier);
    open.add(mark);
    return CallInterceptor.intercept(Feed.class, feed, Map.of("close", () -> open.remove(mark)));
  }

  @Override
  public void close() {
    bus.close();
  }
}
