package io.pushchannel.cli.compare;

import io.pushchannel.Cursor;
import io.pushchannel.Message;
import io.pushchannel.MessageBus;
import io.pushchannel.server.PushServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One bus, one server, the four techniques at the same time, and a publisher that keeps to a
 * schedule. First nothing is published, which shows what an empty poll costs; then comes a warm-up;
 * then what counts.
 */
public final class Experiment implements AutoCloseable {

  private static final String TOPIC = "compare";

  /** How long after the last message a missing one is taken for lost, besides the interval. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final long PAUSE_MILLIS = 20;

  private final Plan plan;
  private final MessageBus bus = MessageBus.inMemory();
  private final PushServer server;
  private final List<Contender> contenders = new ArrayList<>();

  /**
   * Starts the server.
   *
   * @throws IOException if it cannot listen
   */
  public Experiment(Plan plan) throws IOException {
    this.plan = plan;
    this.server = PushServer.builder(bus).port(0).start();
  }

  /**
   * Runs it; takes as long as the plan says, and a few seconds.
   *
   * @throws IOException if a technique cannot connect
   */
  public Comparison run(Progress progress) throws IOException, InterruptedException {
    progress.begin("connecting, measuring the round trip", plan.total());
    connect();
    double roundTrip = RoundTrip.medianSeconds(server.uri());
    contenders.forEach(Contender::endQuiet);

    progress.begin("warming up", plan.warmUp().plus(plan.measured()));
    Schedule schedule = new Schedule(plan.rate(), plan.seed());
    var publisher = new OpenLoopPublisher(bus, TOPIC, plan.size(), schedule);
    publisher.publishUntil(plan.warmUp());

    progress.begin("measuring", plan.measured());
    long warmUp = publisher.published();
    contenders.forEach(contender -> contender.beginMeasuring(warmUp));
    publisher.publishUntil(plan.warmUp().plus(plan.measured()));
    contenders.forEach(Contender::endMeasuring);

    progress.begin("waiting for the last messages", plan.interval());
    awaitDelivery(publisher.published());
    return comparison(publisher, warmUp, roundTrip);
  }

  private void connect() throws IOException, InterruptedException {
    for (Technique technique : Technique.values()) {
      contenders.add(new Contender(technique, server.uri(), TOPIC, plan.interval()));
    }
    for (Contender contender : contenders) {
      contender.awaitOpen();
    }
  }

  /** Waits until all is delivered, or so long that the rest must be lost. */
  private void awaitDelivery(long published) throws InterruptedException {
    long deadline = System.nanoTime() + plan.interval().plus(PATIENCE).toNanos();
    while (System.nanoTime() < deadline
        && contenders.stream().anyMatch(contender -> contender.ledger(published).lost() > 0)) {
      Thread.sleep(PAUSE_MILLIS);
    }
    // what arrives a second time, or by mistake, arrives about now
    Thread.sleep(plan.interval().toMillis());
  }

  private Comparison comparison(OpenLoopPublisher publisher, long warmUp, double roundTrip) {
    long published = publisher.published();
    long measured = published - warmUp;
    double seconds = plan.measured().toNanos() / 1e9;
    Message sample =
        new Message(new Cursor(bus.epoch(), published), TOPIC, new Stamp(0, 0).toText(plan.size()));
    Theory theory =
        new Theory(
            measured / seconds,
            plan.interval().toNanos() / 1e9,
            roundTrip,
            MessageSizes.of(sample));
    List<Result> results = new ArrayList<>();
    for (Contender contender : contenders) {
      results.add(contender.result(theory, published, measured));
    }
    return new Comparison(
        plan,
        Environment.describe(),
        published,
        measured,
        Latency.of(publisher.delay()),
        theory,
        List.copyOf(results));
  }

  @Override
  public void close() throws IOException {
    for (Contender contender : contenders) {
      contender.close();
    }
    server.close();
    bus.close();
  }
}
