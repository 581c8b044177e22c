package io.pushchannel.cli;

import io.pushchannel.chaos.Chaos;
import io.pushchannel.chaos.ChaosReport;
import io.pushchannel.chaos.Leftovers;
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

/** {@code chaos}: lets everything go wrong, and balances what was heard. */
@Command(
    name = "chaos",
    description = {
      "Hours of bad luck in a minute: connections cut, stalled, half-open, slow, truncated, held and",
      "repeated by a proxy; a server that restarts, a bus that begins anew; readers that are slow and",
      "change their transport. Each message must be heard once, in order, or be covered by a gap.",
      "Ends with 1 if one is not, and says which, and what was heard around it."
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
      description = "What goes wrong when; each further minute has the next (default: random).")
  private @Nullable Long seed;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "1",
      converter = CountConverter.class,
      description = "How many minutes, each balanced at its end (default: ${DEFAULT-VALUE}).")
  private int minutes;

  @Option(
      names = "--transport",
      paramLabel = "NAME",
      description = "shortpoll, longpoll, sse or websocket; repeatable (default: all at once).")
  private List<PushTransport> chosen = List.of();

  @Spec private CommandSpec spec;

  private final CountDownLatch told = new CountDownLatch(1);
  private volatile @Nullable Chaos current;
  private volatile boolean ended;
  private volatile int status = ExitCode.SOFTWARE;

  @Override
  public Integer call() throws InterruptedException {
    long first = seed == null ? System.nanoTime() % 1_000_000 : seed;
    Termination termination = Termination.ending(this::endEarly);
    try (termination) {
      status = runAll(first) ? ExitCode.OK : ExitCode.SOFTWARE;
      told.countDown();
      return status;
    }
  }

  private boolean runAll(long first) throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    PrintWriter out = spec.commandLine().getOut();
    Leftovers before = Leftovers.now();
    ChaosReport total = null;
    List<String> left;
    try (ProgressBar progress = new ProgressBar(err, Terminal.isStandardError())) {
      for (int minute = 0; minute < minutes && !ended; minute++) {
        progress.begin("seed " + (first + minute), ROUND.multipliedBy(minutes - minute));
        ChaosReport report = run(first + minute);
        total = total == null ? report : total.plus(report);
      }
      progress.begin("looking for what is left behind", Duration.ZERO);
      left = before.since(PATIENCE);
    }
    if (total == null) {
      return true;
    }
    out.print(ChaosText.of(total, first, left));
    out.flush();
    return total.isBalanced() && left.isEmpty();
  }

  private ChaosReport run(long seedOfMinute) throws InterruptedException {
    try (QuickTransports transports = QuickTransports.of(chosen)) {
      Chaos chaos = new Chaos(seedOfMinute, ROUND, transports.all());
      current = chaos;
      if (ended) {
        chaos.hurry();
      }
      return chaos.run();
    }
  }

  /** Asked to end: what was heard so far is balanced and told before that. */
  private int endEarly() {
    ended = true;
    Chaos running = current;
    if (running != null) {
      running.hurry();
    }
    try {
      told.await(FAREWELL_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return status;
  }
}
