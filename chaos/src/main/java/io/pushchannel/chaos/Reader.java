package io.pushchannel.chaos;

import io.pushchannel.CloseReason;
import io.pushchannel.Cursor;
import io.pushchannel.PublishResult;
import io.pushchannel.PushChannel;
import io.pushchannel.wire.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A reader that uses one channel after the other during a run. Confined to the event runner's
 * thread, except for {@link #publish} and {@link #transport}.
 */
final class Reader {

  /** The current channel with its settings. */
  private record Current(
      PushChannel channel,
      HistoryRecorder recorder,
      int transport,
      Set<String> topics,
      Cursor start) {}

  private static final long PATIENCE_SECONDS = 10;

  private final int number;
  private final ChaosEnvironment environment;
  private final Function<Integer, HistoryRecorder> recorders;
  private final List<ChannelHistory> histories = new ArrayList<>();
  private final List<Violation> violations = new ArrayList<>();
  private volatile Current current;

  /**
   * Opens the first channel.
   *
   * @param recorders creates the listener of a channel with the given transport
   */
  Reader(
      int number,
      ChaosEnvironment environment,
      Function<Integer, HistoryRecorder> recorders,
      int transport,
      Set<String> topics,
      Cursor start) {
    this.number = number;
    this.environment = environment;
    this.recorders = recorders;
    this.current = open(transport, topics, start);
  }

  void pauseAtNextMessage(Duration pause) {
    current.recorder.pauseAtNextMessage(pause);
  }

  /** Closes the channel, and continues with another one at its cursor. */
  void moveOn(int transport, Set<String> topics) throws InterruptedException {
    Cursor position = close(false);
    current = open(transport, topics, position);
  }

  void startOver(int transport, Set<String> topics, Cursor start) throws InterruptedException {
    close(false);
    current = open(transport, topics, start);
  }

  /** Returns true if the channel has a position, so that it will receive all further messages. */
  boolean hasPosition() {
    return Position.of(current.channel.cursor()).isNumbered();
  }

  /** Returns true if the channel has reached the last message of each of its topics. */
  boolean hasReachedEnd(PublishedLog log) {
    return current.topics.stream()
        .allMatch(topic -> current.recorder.hasReached(log.of(topic).lastKey()));
  }

  /** Publishes through the current channel. Thread-safe. */
  CompletionStage<PublishResult> publish(String topic, String data, @Nullable String key) {
    return current.channel.publish(topic, data, key);
  }

  /** Returns the transport of the current channel. Thread-safe. */
  int transport() {
    return current.transport;
  }

  /** Closes the channel, waits for its end, and returns its final cursor. */
  Cursor close(boolean isLast) throws InterruptedException {
    Current closing = current;
    closing.channel.close();
    try {
      CloseReason reason = closing.recorder.closed().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!(reason instanceof CloseReason.ClosedByApplication)) {
        violations.add(new Violation(name(), "closed unexpectedly: " + reason, List.of()));
      }
    } catch (TimeoutException e) {
      String description = "not closed within " + PATIENCE_SECONDS + " s after close()";
      violations.add(new Violation(name(), description, List.of()));
      return closing.start;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    Cursor end = closing.channel.cursor();
    histories.add(
        new ChannelHistory(
            name(),
            environment.transport(closing.transport),
            closing.topics,
            closing.start,
            closing.recorder.received(),
            end,
            isLast));
    return end;
  }

  /** Returns the histories of all channels closed so far. */
  List<ChannelHistory> histories() {
    return histories;
  }

  /** Returns the unexpected ends of channels. */
  List<Violation> violations() {
    return violations;
  }

  private String name() {
    return "reader "
        + number
        + ", channel "
        + (histories.size() + 1)
        + " ("
        + environment.transport(current.transport)
        + " of "
        + current.topics
        + " after "
        + current.start
        + ')';
  }

  private Current open(int transport, Set<String> topics, Cursor start) {
    HistoryRecorder recorder = recorders.apply(transport);
    return new Current(
        environment.open(transport, topics, start, recorder), recorder, transport, topics, start);
  }
}
