package io.pushchannel.chaos;

import io.pushchannel.CloseReason;
import io.pushchannel.Cursor;
import io.pushchannel.PublishResult;
import io.pushchannel.PushChannel;
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
 * A reader that uses one channel after the other during a run. Confined to the conductor's thread,
 * except for {@link #publish} and {@link #transport}.
 */
final class Reader {

  /** The current channel with its settings. */
  private record Current(
      PushChannel channel, Hearing hearing, int transport, Set<String> topics, Cursor start) {}

  private static final long PATIENCE_SECONDS = 10;

  private final int number;
  private final Scene scene;
  private final Function<Integer, Hearing> hearings;
  private final List<Account> accounts = new ArrayList<>();
  private final List<Imbalance> imbalances = new ArrayList<>();
  private volatile Current current;

  /**
   * Opens the first channel.
   *
   * @param hearings creates the listener of a channel with the given transport
   */
  Reader(
      int number,
      Scene scene,
      Function<Integer, Hearing> hearings,
      int transport,
      Set<String> topics,
      Cursor start) {
    this.number = number;
    this.scene = scene;
    this.hearings = hearings;
    this.current = open(transport, topics, start);
  }

  void beSlow(Duration pause) {
    current.hearing.beSlow(pause);
  }

  /** Closes the channel, and continues with another one at its cursor. */
  void moveOn(int transport, Set<String> topics) throws InterruptedException {
    Cursor place = close(false);
    current = open(transport, topics, place);
  }

  void startOver(int transport, Set<String> topics, Cursor start) throws InterruptedException {
    close(false);
    current = open(transport, topics, start);
  }

  /** Returns true if the channel has a position, so that it will receive all further messages. */
  boolean hasPlace() {
    return current.channel.cursor().sequence() != Cursor.NO_SEQUENCE;
  }

  /** Returns true if the channel has reached the last message of each of its topics. */
  boolean isThrough(Truth truth) {
    return current.topics.stream()
        .allMatch(topic -> current.hearing.hasReached(truth.of(topic).lastKey()));
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
      CloseReason reason = closing.hearing.closed().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!(reason instanceof CloseReason.ClosedByApplication)) {
        imbalances.add(new Imbalance(name(), "closed unexpectedly: " + reason, List.of()));
      }
    } catch (TimeoutException e) {
      String what = "not closed within " + PATIENCE_SECONDS + " s after close()";
      imbalances.add(new Imbalance(name(), what, List.of()));
      return closing.start;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    Cursor end = closing.channel.cursor();
    accounts.add(
        new Account(
            name(),
            scene.transport(closing.transport),
            closing.topics,
            closing.start,
            closing.hearing.heard(),
            end,
            isLast));
    return end;
  }

  /** Returns the accounts of all channels closed so far. */
  List<Account> accounts() {
    return accounts;
  }

  /** Returns the unexpected ends of channels. */
  List<Imbalance> imbalances() {
    return imbalances;
  }

  private String name() {
    return "reader "
        + number
        + ", channel "
        + (accounts.size() + 1)
        + " ("
        + scene.transport(current.transport)
        + " of "
        + current.topics
        + " after "
        + current.start
        + ')';
  }

  private Current open(int transport, Set<String> topics, Cursor start) {
    Hearing hearing = hearings.apply(transport);
    return new Current(
        scene.open(transport, topics, start, hearing), hearing, transport, topics, start);
  }
}
