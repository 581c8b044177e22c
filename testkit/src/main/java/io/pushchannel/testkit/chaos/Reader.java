package io.pushchannel.testkit.chaos;

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
 * One who reads through a run, by one channel after the other. On the conductor's thread, but for
 * {@link #publish}.
 */
final class Reader {

  /** One channel. */
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
   * Opens its first channel.
   *
   * @param hearings makes who hears a channel of a transport
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

  /** Goes on by another channel where this one is. */
  void moveOn(int transport, Set<String> topics) throws InterruptedException {
    Cursor place = close(false);
    current = open(transport, topics, place);
  }

  void startOver(int transport, Set<String> topics, Cursor start) throws InterruptedException {
    close(false);
    current = open(transport, topics, start);
  }

  /** Whether it stands somewhere, so that it will hear whatever comes. */
  boolean hasPlace() {
    return current.channel.cursor().sequence() != Cursor.NO_SEQUENCE;
  }

  /** Whether it has heard the last of its topics. */
  boolean isThrough(Truth truth) {
    return current.topics.stream()
        .allMatch(topic -> current.hearing.hasReached(truth.of(topic).lastKey()));
  }

  /** Publishes by the channel it has now. From any thread. */
  CompletionStage<PublishResult> publish(String topic, String data, @Nullable String key) {
    return current.channel.publish(topic, data, key);
  }

  /** The transport it has now. From any thread. */
  int transport() {
    return current.transport;
  }

  /** Closes its channel, and waits for that. */
  Cursor close(boolean isLast) throws InterruptedException {
    Current closing = current;
    closing.channel.close();
    try {
      CloseReason reason = closing.hearing.closed().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!(reason instanceof CloseReason.ClosedByApplication)) {
        imbalances.add(new Imbalance(name(), "closed by itself: " + reason, List.of()));
      }
    } catch (TimeoutException e) {
      String what = "not closed " + PATIENCE_SECONDS + " s after it was told to";
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

  /** Of all channels closed so far. */
  List<Account> accounts() {
    return accounts;
  }

  /** How channels ended that should not have. */
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
