package io.pushchannel.cli;

import io.pushchannel.chaos.Chaos;
import io.pushchannel.chaos.ChaosReport;
import io.pushchannel.chaos.ResourceSnapshot;
import io.pushchannel.cli.chaos.ChaosText;
import io.pushchannel.cli.chaos.QuickTransports;
import io.pushchannel.cli.option.CountConverter;
import io.pushchannel.spi.PushTransport;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code chaos}: injects faults, and compares received with published messages. */
@Command(
    name = "chaos",
    description = {
      "Injects faults: a proxy cuts, stalls, half-opens, slows, truncates, holds and repeats; the server",
      "restarts, the bus is replaced, readers are slow and change their transport. Each message must",
      "be received once, in order, or be covered by a gap. Otherwise the command prints each violation",
      "with the messages around it, and exits with status 1."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  pushchannel chaos",
      "  pushchannel chaos --minutes 10 --seed 42",
      "  pushchannel chaos --transport sse --transport longpoll"
    })
@SuppressWarnings("NullAway.Init")
final class ChaosCommand implements Callable<Integer> {

  private static final Duration ROUND = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int FAREWELL_SECONDS = 60;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Seed of events and faults; each further minute uses the next (default: random).")
  private @Nullable Long seed;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "1",
      converter = CountConverter.class,
      description = "Number of minutes, each checked at its end (default: ${DEFAULT-VALUE}).")
  private int minutes;

  @Option(
      names = "--transport",
      paramLabel = "NAME",
      description = "shortpoll, longpoll, sse or websocket; repeatable (default: all at once).")
  private List<PushTransport> chosen = List.of();

  @Spec private CommandSpec spec;

  private final CountDownLatch reported = new CountDownLatch(1);
  private volatile @Nullable Chaos current;
  private volatile boolean ended;
  private volatile int status = ExitCode.SOFTWARE;

  @Override
  public Integer call() throws InterruptedException {
    long first = seed == null ? System.nanoTime() % 1_000_000 : seed;
    Termination termination = Termination.ending(this::endEarly);
    try (termination) {
      status = runAll(first) ? ExitCode.OK : ExitCode.SOFTWARE;
      reported.countDown();
      return status;
    }
  }

  private boolean runAll(long first) throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    PrintWriter out = spec.commandLine().getOut();
    ResourceSnapshot before = ResourceSnapshot.take();
    ChaosReport total = null;
    List<String> left;
    try (ProgressBar progress = new ProgressBar(err, Terminal.isStandardError())) {
      for (int minute = 0; minute < minutes && !ended; minute++) {
        progress.begin("seed " + (first + minute), ROUND.multipliedBy(minutes - minute));
        ChaosReport report = run(first + minute);
        total = total == null ? report : total.plus(report);
      }
      progress.begin("looking for leaks", Duration.ZERO);
      left = before.additionsWithin(PATIENCE);
    }
    if (total == null) {
      return true;
    }
    out.print(ChaosText.of(total, first, left));
    out.flush();
    return total.isConsistent() && left.isEmpty();
  }

  private ChaosReport run(long seedOfMinute) throws InterruptedException {
    try (QuickTransports transports = QuickTransports.of(chosen)) {
      Chaos chaos = new Chaos(seedOfMinute, ROUND, transports.all());
      current = chaos;
      if (ended) {
        chaos.finishEarly();
      }
      return chaos.run();
    }
  }

  /** Ends the run on a signal, after the messages received so far are checked and reported. */
  private int endEarly() {
    ended = true;
    Chaos running = current;
    if (running != null) {
      running.finishEarly();
    }
    try {
      reported.await(FAREWELL_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return status;
  }
}
