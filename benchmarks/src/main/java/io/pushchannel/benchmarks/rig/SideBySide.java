package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.cost.ChannelGroup;
import io.pushchannel.benchmarks.cost.MeasuredChannel;
import io.pushchannel.benchmarks.cost.RequestHeaders;
import io.pushchannel.benchmarks.cost.Theory;
import io.pushchannel.benchmarks.cost.Traffic;
import io.pushchannel.benchmarks.cost.UnitProbe;
import io.pushchannel.benchmarks.load.PushTechnique;
import io.pushchannel.benchmarks.result.Histograms;
import io.pushchannel.benchmarks.result.Ledger;
import io.pushchannel.benchmarks.result.PublisherDelay;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.SubjectKind;
import io.pushchannel.benchmarks.served.OpenLoopPublisher;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measures all four transports at the same time, with one bus, one server, and a publisher that
 * follows a schedule. Short polling is also timed at other intervals, to check T/2 of the theory.
 */
record SideBySide(LatencyLoad load) implements Scenario {

  /**
   * Time after the last message, in addition to the interval, before a missing message counts as
   * lost.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final long PAUSE_MILLIS = 20;

  /** The limit on the publisher's delay, for 99 % of the messages. */
  private static final double LATE_MILLIS = 10;

  /**
   * One transport. A direct channel to the server is timed, and a second channel behind a relay is
   * counted, so that counting does not affect the latency.
   */
  private record Contender(MeasuredChannel timed, @Nullable MeasuredChannel counted) {
    PushTechnique technique() {
      return timed.technique();
    }
  }

  @Override
  public String scenario() {
    return "latency";
  }

  @Override
  public String label() {
    return "latency side by side";
  }

  @Override
  public Duration estimate() {
    return Duration.ofSeconds(8)
        .plus(load.warmUp())
        .plus(load.measured())
        .plus(load.interval().multipliedBy(2));
  }

  @Override
  public List<Row> run(RunContext context) throws IOException, InterruptedException {
    try (ChannelGroup group = new ChannelGroup()) {
      double roundTrip = group.roundTripSeconds();
      List<Contender> contenders = connect(group);
      OpenLoopPublisher publisher = group.publisher(load.rate(), load.size(), load.seed());
      publisher.publishUntil(load.warmUp());
      long warmUp = publisher.published();
      group.channels().forEach(channel -> channel.begin(warmUp));
      publisher.publishUntil(load.warmUp().plus(load.measured()));
      long messages = Math.max(1, publisher.published() - warmUp);
      List<Traffic> traffic = new ArrayList<>();
      for (Contender contender : contenders) {
        MeasuredChannel counted = contender.counted();
        traffic.add(counted == null ? Traffic.NONE : counted.measured());
      }
      awaitDelivery(group, publisher.published());
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < contenders.size(); i++) {
        Row row = row(contenders.get(i), publisher, context);
        rows.add(figures(row, contenders.get(i), traffic.get(i), messages, roundTrip));
      }
      return rows;
    }
  }

  private List<Contender> connect(ChannelGroup group) throws IOException, InterruptedException {
    List<Contender> contenders = new ArrayList<>();
    Duration interval = load.interval();
    for (PushTechnique technique : PushTechnique.ours()) {
      contenders.add(
          new Contender(
              group.addTimed(technique, interval),
              group.addCounted(technique, interval, RequestHeaders.SMALL)));
    }
    for (Duration other :
        List.of(interval.dividedBy(10), interval.dividedBy(4), interval.multipliedBy(2))) {
      contenders.add(new Contender(group.addTimed(PushTechnique.SHORT_POLLING, other), null));
    }
    group.awaitOpen();
    return contenders;
  }

  /** Waits until all messages are delivered, or until a missing message counts as lost. */
  private void awaitDelivery(ChannelGroup group, long published) throws InterruptedException {
    Duration longest = load.interval().multipliedBy(2);
    long deadline = System.nanoTime() + longest.plus(PATIENCE).toNanos();
    while (System.nanoTime() < deadline
        && group.channels().stream()
            .anyMatch(channel -> channel.subscriber().ledger(published).lost() > 0)) {
      Thread.sleep(PAUSE_MILLIS);
    }
    // duplicates and other unexpected messages arrive about now
    Thread.sleep(longest.toMillis());
  }

  private Row row(Contender contender, OpenLoopPublisher publisher, RunContext context)
      throws IOException {
    MeasuredChannel timed = contender.timed();
    MeasuredChannel counted = contender.counted();
    boolean hasInterval = contender.technique() == PushTechnique.SHORT_POLLING;
    long interval = timed.interval().toMillis();
    Row row =
        Row.of(scenario(), contender.technique().word(), SubjectKind.TRANSPORT, context.round())
            .with("subscribers", 1)
            .with("ratePerSecond", load.rate())
            .with("payloadBytes", load.size());
    row = hasInterval ? row.with("intervalMillis", interval) : row;
    String file =
        "latency-" + contender.technique().word() + (hasInterval ? "-" + interval : "") + ".hgrm";
    Histograms.write(timed.subscriber().latency(), context.folder(), file);
    row =
        row.figures(Histograms.figures(timed.subscriber().latency()))
            .ledger(ledger(timed, publisher).plus(ledger(counted, publisher)))
            .histogram(file);
    double delay = Histograms.percentileMillis(publisher.delay(), 99);
    return PublisherDelay.applied(row, delay, LATE_MILLIS);
  }

  private static Ledger ledger(@Nullable MeasuredChannel channel, OpenLoopPublisher publisher) {
    return channel == null ? Ledger.EMPTY : channel.subscriber().ledger(publisher.published());
  }

  /** Adds the counted traffic, and the theoretical figures for the actual rate of the schedule. */
  private Row figures(
      Row row, Contender contender, Traffic traffic, long messages, double roundTrip)
      throws IOException, InterruptedException {
    PushTechnique technique = contender.technique();
    double seconds = load.measured().toNanos() / 1e9;
    double interval = contender.timed().interval().toNanos() / 1e9;
    Theory theory = new Theory(messages / seconds, interval, roundTrip);
    MeasuredChannel counted = contender.counted();
    if (counted == null) {
      return row.figures(theory.latency(technique));
    }
    return row.figure("requestsPerMessage", (double) traffic.requests() / messages)
        .figure("bytesUpPerMessage", (double) traffic.bytesUp() / messages)
        .figure("bytesDownPerMessage", (double) traffic.bytesDown() / messages)
        .figure("connections", (double) counted.traffic().connections())
        .figures(theory.latency(technique))
        .figure("theoryRequestsPerMessage", theory.requestsPerMessage(technique))
        .figures(
            theory.bytes(technique, UnitProbe.count(technique, RequestHeaders.SMALL, load.size())));
  }
}
