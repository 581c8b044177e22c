package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.load.LoadReport;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.served.Usage;
import java.io.IOException;
import java.time.Duration;

/**
 * Measures polls per second without new messages; each client polls again immediately. The baseline
 * is a server that sends the same bytes without inspecting the request.
 */
public record Polls(Subject subject, int clients, Duration length) implements Throughput {

  /** Long enough that the JIT compiles hardly anything afterwards. */
  private static final Duration WARM_UP = Duration.ofSeconds(6);

  @Override
  public String label() {
    return "polls " + subject.name() + ", " + clients + " clients";
  }

  @Override
  public Duration estimate() {
    return Session.AROUND.plus(WARM_UP).plus(length);
  }

  @Override
  public Running start(Setting setting) throws IOException, InterruptedException {
    Session session = Session.open(setting, subject, clients);
    try {
      Thread.sleep(WARM_UP.toMillis());
      session.load.stall(1);
      Usage before = session.server.stats();
      session.reset();
      return new Asking(setting.round(), session, before);
    } catch (IOException | InterruptedException e) {
      session.close();
      throw e;
    }
  }

  /** While paused, the response to the last poll stays unread. */
  private final class Asking implements Running {

    private final int round;
    private final Session session;
    private final Usage before;
    private double seconds;

    Asking(int round, Session session, Usage before) {
      this.round = round;
      this.session = session;
      this.before = before;
    }

    @Override
    public double work(Duration time) throws IOException, InterruptedException {
      long answers = session.load.answers();
      long start = System.nanoTime();
      session.load.stall(0);
      Thread.sleep(time.toMillis());
      session.load.stall(1);
      double taken = (System.nanoTime() - start) / 1e9;
      seconds += taken;
      return (session.load.answers() - answers) / taken;
    }

    @Override
    public Row row() throws IOException {
      LoadReport report = session.load.report(0);
      Usage after = session.server.stats();
      double answers = report.answers();
      return subject
          .row("fan-out", round)
          .with("subscribers", clients)
          .with("burst", 0)
          .with("intervalMillis", 0)
          .figure("requestsPerSecond", answers / seconds)
          .figure("cpuMicrosPerRequest", (after.cpuNanos() - before.cpuNanos()) / 1e3 / answers)
          .figure("bytesPerRequest", report.bytesDown() / answers)
          .figure(
              "allocatedBytesPerRequest",
              Usage.difference(after.allocatedBytes(), before.allocatedBytes()) / answers)
          .clientBusy(report.cpuNanos() / 1e9 / seconds);
    }

    @Override
    public void close() throws IOException {
      session.close();
    }
  }
}
