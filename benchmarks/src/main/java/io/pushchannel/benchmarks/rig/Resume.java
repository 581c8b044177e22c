package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.load.LoadReport;
import io.pushchannel.benchmarks.result.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Measures disconnected clients that all reconnect at once and receive the messages they missed.
 */
public final class Resume implements Scenario {

  private static final int AT_A_TIME = 1000;

  private final Subject subject;
  private final int clients;
  private final int missed;
  private final int bytes;

  /**
   * Creates a scenario.
   *
   * @param missed number of messages that each client misses
   * @param bytes size of each message's text
   */
  public Resume(Subject subject, int clients, int missed, int bytes) {
    this.subject = subject;
    this.clients = clients;
    this.missed = missed;
    this.bytes = bytes;
  }

  @Override
  public String label() {
    return "resume " + subject.name() + ", " + clients + " clients, " + missed + " missed";
  }

  @Override
  public Duration estimate() {
    return Session.AROUND;
  }

  @Override
  public List<Row> run(Setting setting) throws IOException, InterruptedException {
    try (Session session = Session.open(setting, subject, clients)) {
      session.publish(1, bytes); // gives each client a cursor to resume from
      if (!session.load.awaitDelivered(clients, Session.PATIENCE)) {
        throw new IOException(
            "the first message did not reach all "
                + clients
                + " clients within "
                + Session.PATIENCE);
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
              .row("resume", setting.round())
              .with("subscribers", clients)
              .with("missed", missed)
              .with("payloadBytes", bytes)
              .figure("millis", seconds * 1e3)
              .figure("messagesPerSecond", report.messages() / seconds)
              .ledger(report.ledger()));
    }
  }
}
