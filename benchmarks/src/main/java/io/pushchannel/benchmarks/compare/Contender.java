package io.pushchannel.benchmarks.compare;

import io.pushchannel.PushChannel;
import io.pushchannel.benchmarks.channels.Subscriber;
import io.pushchannel.benchmarks.channels.Transport;
import io.pushchannel.benchmarks.cost.CountedChannel;
import io.pushchannel.benchmarks.cost.Heads;
import io.pushchannel.benchmarks.cost.Traffic;
import io.pushchannel.benchmarks.result.Histograms;
import io.pushchannel.benchmarks.result.Ledger;
import io.pushchannel.benchmarks.result.Row;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One transport under comparison. A direct channel to the server is timed, and a second channel
 * behind a relay is counted, so that counting does not affect the latency.
 */
final class Contender implements AutoCloseable {

  private final Transport transport;
  private final Duration interval;
  private final Subscriber timed = new Subscriber();
  private final PushChannel channel;
  private final @Nullable CountedChannel counted;
  private Traffic before = Traffic.NONE;
  private Traffic measured = Traffic.NONE;

  private Contender(
      Transport transport,
      URI server,
      String topic,
      Duration interval,
      @Nullable CountedChannel counted) {
    this.transport = transport;
    this.interval = interval;
    this.counted = counted;
    this.channel = PushChannel.open(server, transport.create(interval), Set.of(topic), timed);
  }

  /** Creates a contender that is only timed. */
  static Contender timed(Transport transport, URI server, String topic, Duration interval) {
    return new Contender(transport, server, topic, interval, null);
  }

  /** Creates a contender that is timed and counted. */
  static Contender counted(Transport transport, URI server, String topic, Duration interval)
      throws IOException {
    var counted = new CountedChannel(transport, server, topic, Heads.SMALL, interval);
    return new Contender(transport, server, topic, interval, counted);
  }

  Transport transport() {
    return transport;
  }

  Duration interval() {
    return interval;
  }

  boolean isCounted() {
    return counted != null;
  }

  /**
   * Waits until all of its channels are open.
   *
   * @throws IOException if they do not open in time
   */
  void awaitOpen() throws IOException, InterruptedException {
    timed.awaitOpen();
    if (counted != null) {
      counted.subscriber().awaitOpen();
    }
  }

  /** Starts the measurement at message {@code number}; earlier messages are warm-up. */
  void beginMeasuring(long number) {
    before = traffic();
    timed.measureFrom(number);
  }

  void endMeasuring() {
    measured = traffic().since(before);
  }

  private Traffic traffic() {
    return counted == null ? Traffic.NONE : counted.relay().traffic();
  }

  /** Returns the ledger of all of its channels. */
  Ledger ledger(long published) {
    Ledger ledger = timed.ledger(published);
    return counted == null ? ledger : ledger.plus(counted.subscriber().ledger(published));
  }

  /**
   * Adds the figures to {@code row} and writes the histogram into {@code folder}.
   *
   * @param messages number of measured messages
   * @param published number of all messages, including the warm-up
   */
  Row complete(Row row, long messages, long published, Path folder) throws IOException {
    String name = "latency-" + transport.word() + suffix() + ".hgrm";
    Histograms.write(timed.latency(), folder, name);
    Row complete =
        row.figures(Histograms.figures(timed.latency())).ledger(ledger(published)).histogram(name);
    return counted == null
        ? complete
        : complete
            .figure("requestsPerMessage", (double) measured.requests() / messages)
            .figure("bytesUpPerMessage", (double) measured.bytesUp() / messages)
            .figure("bytesDownPerMessage", (double) measured.bytesDown() / messages)
            .figure("connections", (double) traffic().connections());
  }

  private String suffix() {
    return transport == Transport.SHORT_POLLING ? "-" + interval.toMillis() : "";
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (counted != null) {
      counted.close();
    }
  }
}
