package io.pushchannel.benchmarks.compare;

import io.pushchannel.MessageBus;
import io.pushchannel.benchmarks.channels.NumberedBus;
import io.pushchannel.benchmarks.channels.OpenLoopPublisher;
import io.pushchannel.benchmarks.channels.Schedule;
import io.pushchannel.benchmarks.channels.Transport;
import io.pushchannel.benchmarks.cost.Heads;
import io.pushchannel.benchmarks.cost.Prediction;
import io.pushchannel.benchmarks.cost.Theory;
import io.pushchannel.benchmarks.cost.UnitProbe;
import io.pushchannel.benchmarks.result.Histograms;
import io.pushchannel.benchmarks.result.Kind;
import io.pushchannel.benchmarks.result.PublisherDelay;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.server.PushServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures all four transports at the same time, with one bus, one server, and a publisher that
 * follows a schedule. Short polling is also timed at other intervals, to check T/2 of the theory.
 */
final class SideBySide implements Stage {

  private static final String TOPIC = UnitProbe.TOPIC;

  /**
   * Time after the last message, in addition to the interval, before a missing message counts as
   * lost.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final long PAUSE_MILLIS = 20;

  /** The limit on the publisher's delay, for 99 % of the messages. */
  private static final double LATE_MILLIS = 10;

  private final Plan plan;

  SideBySide(Plan plan) {
    this.plan = plan;
  }

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public Duration estimate() {
    return plan.total();
  }

  @Override
  public void run(Basics basics, Findings findings, Progress progress)
      throws IOException, InterruptedException {
    List<Contender> contenders = new ArrayList<>();
    try (MessageBus bus = NumberedBus.create();
        PushServer server = PushServer.builder(bus).port(0).start()) {
      try {
        progress.begin("side by side: connecting", plan.total());
        connect(contenders, server);
        measure(bus, contenders, basics, findings, progress);
      } finally {
        for (Contender contender : contenders) {
          contender.close();
        }
      }
    }
  }

  private void connect(List<Contender> contenders, PushServer server)
      throws IOException, InterruptedException {
    for (Transport transport : Transport.values()) {
      contenders.add(Contender.counted(transport, server.uri(), TOPIC, plan.interval()));
    }
    for (Duration interval : otherIntervals()) {
      contenders.add(Contender.timed(Transport.SHORT_POLLING, server.uri(), TOPIC, interval));
    }
    for (Contender contender : contenders) {
      contender.awaitOpen();
    }
  }

  private List<Duration> otherIntervals() {
    Duration asked = plan.interval();
    return List.of(asked.dividedBy(10), asked.dividedBy(4), asked.multipliedBy(2));
  }

  private void measure(
      MessageBus bus,
      List<Contender> contenders,
      Basics basics,
      Findings findings,
      Progress progress)
      throws IOException, InterruptedException {
    progress.begin("side by side: warming up", plan.warmUp().plus(plan.measured()));
    Schedule schedule = new Schedule(plan.rate(), plan.seed());
    var publisher = new OpenLoopPublisher(bus, TOPIC, plan.size(), schedule);
    publisher.publishUntil(plan.warmUp());

    progress.begin("side by side: measuring", plan.measured());
    long warmUp = publisher.published();
    contenders.forEach(contender -> contender.beginMeasuring(warmUp));
    publisher.publishUntil(plan.warmUp().plus(plan.measured()));
    contenders.forEach(Contender::endMeasuring);

    progress.begin("side by side: waiting for the last messages", plan.interval());
    awaitDelivery(contenders, publisher.published());
    long measured = Math.max(1, publisher.published() - warmUp);
    for (Contender contender : contenders) {
      Row row = row(contender, publisher, measured, findings);
      findings.add(theory(row, contender, measured, basics));
    }
  }

  /** Waits until all messages are delivered, or until a missing message counts as lost. */
  private void awaitDelivery(List<Contender> contenders, long published)
      throws InterruptedException {
    Duration longest = plan.interval().multipliedBy(2);
    long deadline = System.nanoTime() + longest.plus(PATIENCE).toNanos();
    while (System.nanoTime() < deadline
        && contenders.stream().anyMatch(contender -> contender.ledger(published).lost() > 0)) {
      Thread.sleep(PAUSE_MILLIS);
    }
    // duplicates and other unexpected messages arrive about now
    Thread.sleep(longest.toMillis());
  }

  private Row row(
      Contender contender, OpenLoopPublisher publisher, long messages, Findings findings)
      throws IOException {
    Row row =
        Row.of(name(), contender.transport().word(), Kind.TRANSPORT, 1)
            .with("subscribers", 1)
            .with("ratePerSecond", plan.rate())
            .with("payloadBytes", plan.size());
    if (contender.transport() == Transport.SHORT_POLLING) {
      row = row.with("intervalMillis", contender.interval().toMillis());
    }
    row = contender.complete(row, messages, publisher.published(), findings.folder());
    double delay = Histograms.percentileMillis(publisher.delay(), 99);
    return PublisherDelay.applied(row, delay, LATE_MILLIS);
  }

  /** Adds the theoretical figures for the actual rate of the schedule. */
  private Row theory(Row row, Contender contender, long messages, Basics basics) {
    double seconds = plan.measured().toNanos() / 1e9;
    Theory theory =
        new Theory(messages / seconds, contender.interval().toNanos() / 1e9, basics.roundTrip());
    Prediction expected =
        theory.predict(
            contender.transport(), basics.units().of(contender.transport(), Heads.SMALL));
    Row timed = row.figure("theoryMeanMillis", expected.meanMillis());
    Double max = expected.maxMillis();
    timed = max == null ? timed : timed.figure("theoryMaxMillis", max);
    return contender.isCounted()
        ? timed
            .figure("theoryRequestsPerMessage", expected.requests())
            .figure("theoryBytesUpPerMessage", expected.bytesUp())
            .figure("theoryBytesDownPerMessage", expected.bytesDown())
        : timed;
  }
}
