package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.load.LoadReport;
import io.pushchannel.benchmarks.result.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Measures disconnected clients that all reconnect at once and receive the messages they missed.
 *
 * @param missed number of messages that each client misses
 * @param bytes size of each message's text
 */
public record Resume(SystemUnderTest subject, int clients, int missed, int bytes)
    implements Scenario {

  private static final int AT_A_TIME = 1000;

  @Override
  public String scenario() {
    return "resume";
  }

  @Override
  public String label() {
    return "resume " + subject.name() + ", " + clients + " clients, " + missed + " missed";
  }

  @Override
  public Duration estimate() {
    return LoadSession.AROUND;
  }

  @Override
  public List<Row> run(RunContext context) throws IOException, InterruptedException {
    try (LoadSession session = LoadSession.open(context, subject, clients)) {
      session.publish(1, bytes); // gives each client a cursor to resume from
      if (!session.load.awaitDelivered(clients, LoadSession.PATIENCE)) {
        throw new IOException(
            "the first message did not reach all "
                + clients
                + " clients within "
                + LoadSession.PATIENCE);
      }
      session.load.cut();
      session.reset();
      for (int left = missed; left > 0; left -= AT_A_TIME) {
        session.publish(Math.min(left, AT_A_TIME), bytes);
      }
      long start = System.nanoTime();
      session.load.cut(Duration.ofMillis(1));
      session.awaitAll(clients);
      double seconds = (System.nanoTime() - start) / 1e9;
      LoadReport report = session.report();
      return List.of(
          subject
              .row(scenario(), context.round())
              .with("subscribers", clients)
              .with("missed", missed)
              .with("payloadBytes", bytes)
              .figure("millis", seconds * 1e3)
              .figure("messagesPerSecond", report.messages() / seconds)
              .ledger(report.ledger()));
    }
  }
}
