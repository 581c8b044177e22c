package io.pushchannel.testkit;

import io.pushchannel.CloseReason;
import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.PushListener;
import io.pushchannel.PushState;
import io.pushchannel.wire.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A listener that records all calls in order. Each {@code await} method fails after 15 seconds with
 * an {@link AssertionError} that contains the last calls. Thread-safe.
 */
public class RecordingListener implements PushListener {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /**
   * A change of the channel's state.
   *
   * @param state the new state
   * @param cause the failure of the last attempt, or null
   * @param nanos the time of the call, on the clock of {@link System#nanoTime}
   */
  public record Change(PushState state, @Nullable Exception cause, long nanos) {}

  /** Guards {@link #calls}, and is notified of every call. */
  private final Object lock = new Object();

  private final List<Object> calls = new ArrayList<>();

  @Override
  public void onMessage(Message message) {
    record(message);
  }

  @Override
  public void onGap(Gap gap) {
    record(gap);
  }

  @Override
  public void onState(PushState state, @Nullable Exception cause) {
    record(new Change(state, cause, System.nanoTime()));
  }

  @Override
  public void onClosed(CloseReason reason) {
    record(reason);
  }

  /** Returns the calls so far, each as a message, gap, change of state or close reason. */
  public List<Object> calls() {
    synchronized (lock) {
      return List.copyOf(calls);
    }
  }

  /** Returns the calls so far without the changes of state. */
  public List<Object> received() {
    return calls().stream().filter(call -> !(call instanceof Change)).toList();
  }

  /** Returns the messages received so far. */
  public List<Message> messages() {
    return only(Message.class).toList();
  }

  /** Returns the data of the messages received so far. */
  public List<String> data() {
    return only(Message.class).map(Message::data).toList();
  }

  /** Returns the gaps received so far. */
  public List<Gap> gaps() {
    return only(Gap.class).toList();
  }

  /** Returns the changes of state so far. */
  public List<Change> changes() {
    return only(Change.class).toList();
  }

  /** Returns the number of lost connections so far. */
  public int losses() {
    return (int)
        changes().stream().filter(change -> change.state == PushState.RECONNECTING).count();
  }

  /** Waits until the channel is open. */
  public void awaitOpen() {
    awaitOpen(1);
  }

  /** Waits until the channel has opened {@code times} times. */
  public void awaitOpen(int times) {
    await(
        "the channel to open, " + times + " times in all",
        all -> all.stream().filter(RecordingListener::isOpening).count() >= times);
  }

  /** Waits until the channel has lost its connection {@code times} times. */
  public void awaitLost(int times) {
    await("a connection to be lost, " + times + " in all", all -> losses() >= times);
  }

  /** Waits for the given number of calls, not counting changes of state. */
  public void awaitReceived(int count) {
    await(count + " messages, gaps or ends", all -> received().size() >= count);
  }

  /** Waits for a message with this id or a later one of the same bus. */
  public void awaitReached(Cursor id) {
    await("message " + id, all -> all.stream().anyMatch(call -> isAtLeast(call, id)));
  }

  /** Waits until the channel is closed, and returns the reason. */
  public CloseReason awaitClosed() {
    await("the channel to close", all -> all.stream().anyMatch(CloseReason.class::isInstance));
    return only(CloseReason.class).findFirst().orElseThrow();
  }

  private void record(Object call) {
    synchronized (lock) {
      calls.add(call);
      lock.notifyAll();
    }
  }

  private <T> Stream<T> only(Class<T> type) {
    return calls().stream().filter(type::isInstance).map(type::cast);
  }

  private static boolean isOpening(Object call) {
    return call instanceof Change change && change.state == PushState.OPEN;
  }

  private static boolean isAtLeast(Object call, Cursor id) {
    return call instanceof Message message
        && (message.id().equals(id) || Position.of(message.id()).isAfter(Position.of(id)));
  }

  private void await(String what, Predicate<List<Object>> condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    synchronized (lock) {
      while (!condition.test(calls)) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError(
              "expected " + what + " within " + PATIENCE.toSeconds() + " s but was " + summary());
        }
        try {
          lock.wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new AssertionError("interrupted while waiting for " + what, e);
        }
      }
    }
  }

  /** Returns the number of calls, and the last few. */
  private String summary() {
    List<String> last =
        calls.subList(Math.max(0, calls.size() - 6), calls.size()).stream()
            .map(String::valueOf)
            .map(text -> text.length() <= 160 ? text : text.substring(0, 160) + "...")
            .toList();
    return calls.size() + " calls, the last of them " + last;
  }
}
