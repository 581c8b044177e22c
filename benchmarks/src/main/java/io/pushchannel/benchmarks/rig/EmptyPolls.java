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
public record EmptyPolls(SystemUnderTest subject, int clients, Duration length)
    implements Throughput {

  /** Long enough that the JIT compiles hardly anything afterwards. */
  private static final Duration WARM_UP = Duration.ofSeconds(6);

  @Override
  public String scenario() {
    return "empty-polls";
  }

  @Override
  public String label() {
    return "empty-polls " + subject.name() + ", " + clients + " clients";
  }

  @Override
  public Duration estimate() {
    return LoadSession.AROUND.plus(WARM_UP).plus(length);
  }

  @Override
  public Running start(RunContext context) throws IOException, InterruptedException {
    LoadSession session = LoadSession.open(context, subject, clients);
    try {
      Thread.sleep(WARM_UP.toMillis());
      session.load.stall(1);
      Usage before = session.server.stats();
      session.reset();
      return new Polling(context.round(), session, before);
    } catch (IOException | InterruptedException e) {
      session.close();
      throw e;
    }
  }

  /** While paused, the response to the last poll stays unread. */
  private final class Polling implements Running {

    private final int round;
    private final LoadSession session;
    private final Usage before;
    private double seconds;

    Polling(int round, LoadSession session, Usage before) {
      this.round = round;
      this.session = session;
      this.before = before;
    }

    @Override
    public double work(Duration time) throws IOException, InterruptedException {
      long responses = session.load.responses();
      long start = System.nanoTime();
      session.load.stall(0);
      Thread.sleep(time.toMillis());
      session.load.stall(1);
      double taken = (System.nanoTime() - start) / 1e9;
      seconds += taken;
      return (session.load.responses() - responses) / taken;
    }

    @Override
    public Row row() throws IOException {
      LoadReport report = session.load.report(0);
      Usage after = session.server.stats();
      double responses = report.responses();
      return subject
          .row(scenario(), round)
          .with("subscribers", clients)
          .with("intervalMillis", 0)
          .figure("requestsPerSecond", responses / seconds)
          .figure("cpuMicrosPerRequest", (after.cpuNanos() - before.cpuNanos()) / 1e3 / responses)
          .figure("bytesPerRequest", report.bytesDown() / responses)
          .figure(
              "allocatedBytesPerRequest",
              Usage.difference(after.allocatedBytes(), before.allocatedBytes()) / responses)
          .clientBusy(report.cpuNanos() / 1e9 / seconds);
    }

    @Override
    public void close() throws IOException {
      session.close();
    }
  }
}
