package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.baseline.BusOnly;
import io.pushchannel.benchmarks.baseline.PingPong;
import io.pushchannel.benchmarks.result.Histograms;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.SubjectKind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/** The baselines without clients, measured in this process: the bus alone, and a ping-pong. */
enum LocalBaseline implements Scenario {
  BUS("bus") {
    @Override
    Row measure(Row row, Duration length) {
      try (BusOnly bus = new BusOnly(READERS)) {
        deliveriesPerSecond(bus, length);
        return row.with("subscribers", READERS)
            .with("burst", BURST)
            .with("payloadBytes", BYTES)
            .figure("deliveriesPerSecond", deliveriesPerSecond(bus, length));
      }
    }
  },

  PING_PONG("ping-pong") {
    @Override
    Row measure(Row row, Duration length) throws IOException {
      try (PingPong pair = new PingPong(BYTES)) {
        halves(pair, length);
        Histogram latency = halves(pair, length);
        return row.with("payloadBytes", BYTES).figures(Histograms.figures(latency));
      }
    }
  };

  private static final int READERS = 500;
  private static final int BURST = 64;
  private static final int BYTES = 100;
  private static final Duration LENGTH = Duration.ofSeconds(2);

  private final String subject;

  LocalBaseline(String subject) {
    this.subject = subject;
  }

  @Override
  public String scenario() {
    return "baseline";
  }

  @Override
  public String label() {
    return "baseline " + subject;
  }

  @Override
  public Duration estimate() {
    return LENGTH.multipliedBy(2);
  }

  @Override
  public List<Row> run(RunContext context) throws IOException {
    return List.of(
        measure(Row.of("baseline", subject, SubjectKind.BASELINE, context.round()), LENGTH));
  }

  abstract Row measure(Row row, Duration length) throws IOException;

  private static double deliveriesPerSecond(BusOnly bus, Duration length) {
    long start = System.nanoTime();
    long delivered = 0;
    while (System.nanoTime() - start < length.toNanos()) {
      delivered += bus.burst(BURST, BYTES);
    }
    return delivered * 1e9 / (System.nanoTime() - start);
  }

  /** Records half of each round trip, which is the latency in one direction. */
  private static Histogram halves(PingPong pair, Duration length) throws IOException {
    Histogram latency = new Histogram(3);
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() < end) {
      long start = System.nanoTime();
      pair.round();
      latency.recordValue((System.nanoTime() - start) / 2);
    }
    return latency;
  }
}
