package io.pushchannel.cli.compare;

import io.pushchannel.PushChannel;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One technique in the race: one channel straight to the server, which is timed, and one through a
 * relay, whose bytes are counted. So counting costs the timed one nothing.
 */
final class Contender implements AutoCloseable {

  private static final int OPEN_SECONDS = 15;

  private final Technique technique;
  private final CountingRelay relay;
  private final Subscriber timed = new Subscriber();
  private final Subscriber counted = new Subscriber();
  private final PushChannel timedChannel;
  private final PushChannel countedChannel;
  private Traffic quiet = Traffic.NONE;
  private Traffic before = Traffic.NONE;
  private Traffic measured = Traffic.NONE;

  Contender(Technique technique, URI server, String topic, Duration interval) throws IOException {
    this.technique = technique;
    this.relay = new CountingRelay(server);
    Set<String> topics = Set.of(topic);
    this.timedChannel = PushChannel.open(server, technique.transport(interval), topics, timed);
    this.countedChannel =
        PushChannel.open(relay.uri(), technique.transport(interval), topics, counted);
  }

  /**
   * Waits until both channels are open.
   *
   * @throws IOException if they do not open in time
   */
  void awaitOpen() throws IOException, InterruptedException {
    for (Subscriber subscriber : new Subscriber[] {timed, counted}) {
      if (!subscriber.opened().await(OPEN_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(technique.label() + " did not open within " + OPEN_SECONDS + " s");
      }
    }
  }

  /** The measurement begins with message {@code number}; so far nothing but a warm-up. */
  void beginMeasuring(long number) {
    before = relay.traffic();
    timed.measureFrom(number);
  }

  void endMeasuring() {
    measured = relay.traffic().since(before);
  }

  /** What has passed so far was without any message. */
  void endQuiet() {
    quiet = relay.traffic();
  }

  /** The books of both channels together. */
  Ledger ledger(long published) {
    return timed.ledger(published).plus(counted.ledger(published));
  }

  /** The outcome, when {@code published} messages were sent, {@code messages} of them measured. */
  Result result(Theory theory, long published, long messages) {
    return new Result(
        technique,
        Latency.of(timed.latency()),
        Result.PerMessage.of(measured, messages),
        relay.traffic().connections(),
        ledger(published),
        theory.predict(technique, PollCost.of(quiet)));
  }

  @Override
  public void close() throws IOException {
    timedChannel.close();
    countedChannel.close();
    relay.close();
  }
}
