package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.load.LoadReport;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.served.Usage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * How many polls a second a server answers when there is nothing new: each client polls again at
 * once. The floor is a server that answers with the same bytes and looks at nothing.
 */
public final class Polls implements Scenario {

  /** Long enough that hardly anything is compiled afterwards. */
  private static final Duration WARM_UP = Duration.ofSeconds(6);

  private final Subject subject;
  private final int clients;
  private final Duration length;

  /** So many clients, for so long. */
  public Polls(Subject subject, int clients, Duration length) {
    this.subject = subject;
    this.clients = clients;
    this.length = length;
  }

  @Override
  public String label() {
    return "polls " + subject.name() + ", " + clients + " clients";
  }

  @Override
  public Duration estimate() {
    return Session.AROUND.plus(WARM_UP).plus(length);
  }

  @Override
  public List<Row> run(Setting setting) throws IOException, InterruptedException {
    try (Session session = Session.open(setting, subject, clients)) {
      Thread.sleep(WARM_UP.toMillis());
      Usage before = session.server.stats();
      session.reset();
      Thread.sleep(length.toMillis());
      LoadReport report = session.load.report(0);
      Usage after = session.server.stats();
      double answers = report.answers();
      return List.of(
          subject
              .row("fan-out", setting.round())
              .with("subscribers", clients)
              .with("burst", 0)
              .with("intervalMillis", 0)
              .figure("requestsPerSecond", answers * 1e9 / report.elapsedNanos())
              .figure("cpuMicrosPerRequest", (after.cpuNanos() - before.cpuNanos()) / 1e3 / answers)
              .figure("bytesPerRequest", report.bytesDown() / answers)
              .figure(
                  "allocatedBytesPerRequest",
                  FanOut.difference(after.allocatedBytes(), before.allocatedBytes()) / answers)
              .clientBusy(report.busyShare()));
    }
  }
}
