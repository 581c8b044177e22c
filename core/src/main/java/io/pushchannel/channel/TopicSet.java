package io.pushchannel.channel;

import io.pushchannel.Cursor;
import io.pushchannel.Topic;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The topics of a channel. A change takes effect with the next attempt, which starts at the cursor
 * that the channel has reached. Thread-safe.
 */
final class TopicSet {

  private final List<CompletableFuture<Cursor>> pending = new ArrayList<>();
  private List<CompletableFuture<Cursor>> attempted = List.of();
  private Set<String> topics;
  private volatile boolean changed;

  TopicSet(Set<String> topics) {
    this.topics = Set.copyOf(topics);
  }

  /**
   * Adds a topic.
   *
   * @return completes with the position from which the topic is read
   */
  synchronized CompletableFuture<Cursor> add(String topic) {
    Set<String> next = new LinkedHashSet<>(topics);
    next.add(topic);
    return replace(Topic.requireAll(next));
  }

  /**
   * Removes a topic.
   *
   * @return completes with the position from which the topic is no longer read
   */
  synchronized CompletableFuture<Cursor> remove(String topic) {
    Set<String> next = new LinkedHashSet<>(topics);
    next.remove(topic);
    if (next.isEmpty()) {
      throw new IllegalArgumentException(
          "topics must be at least 1: close the channel instead of removing " + topic);
    }
    return replace(next);
  }

  private CompletableFuture<Cursor> replace(Set<String> next) {
    CompletableFuture<Cursor> change = new CompletableFuture<>();
    changed = true;
    topics = Set.copyOf(next);
    pending.add(change);
    return change;
  }

  /** Returns the topics of the attempt that begins. On the channel's thread. */
  synchronized Set<String> beginAttempt() {
    List<CompletableFuture<Cursor>> waiting = new ArrayList<>(attempted);
    waiting.addAll(pending);
    attempted = waiting;
    pending.clear();
    changed = false;
    return topics;
  }

  /** Returns true if the topics differ from those of the attempt in progress. */
  boolean hasChanged() {
    return changed;
  }

  /**
   * Ends an attempt whose topics are out of date.
   *
   * @throws AttemptEndedException if they have changed
   */
  void requireUnchanged() {
    if (changed) {
      throw new AttemptEndedException("the topics have changed");
    }
  }

  /** The server reads the topics of the attempt, after {@code cursor}. On the channel's thread. */
  void applied(Cursor cursor) {
    List<CompletableFuture<Cursor>> done;
    synchronized (this) {
      done = attempted;
      attempted = List.of();
    }
    done.forEach(change -> change.complete(cursor));
  }

  /** Fails the changes that have not been applied. */
  void close(String reason) {
    List<CompletableFuture<Cursor>> failed;
    synchronized (this) {
      failed = new ArrayList<>(attempted);
      failed.addAll(pending);
      attempted = List.of();
      pending.clear();
    }
    failed.forEach(change -> change.completeExceptionally(new IllegalStateException(reason)));
  }
}
