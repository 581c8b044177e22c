package io.pushchannel.benchmarks.load;

import io.pushchannel.PushChannel;
import io.pushchannel.benchmarks.process.CommandLoop;
import io.pushchannel.benchmarks.result.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The main class of the load client's process. Executes each {@link LoadCommand} from standard
 * input. The argument is the file of the {@link Counters}.
 */
final class LoadClient {

  private static final int PATIENCE_SECONDS = 60;
  private static final int MIN_INTERVAL_MILLIS = 10;

  private final Counters counters;

  /** Channels of the library that must receive the same messages as the raw connections. */
  private final List<Subscriber> canaries = new ArrayList<>();

  private @Nullable ClientLoop loop;

  private LoadClient(Counters counters) {
    this.counters = counters;
  }

  /** Executes commands until the end of standard input. */
  public static void main(String[] args) throws IOException {
    LoadClient client = new LoadClient(new Counters(Path.of(args[0])));
    CommandLoop.run(LoadCommand.class, client::execute);
    System.exit(0); // the loop's thread does not end by itself
  }

  private Object execute(LoadCommand command)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    if (command instanceof LoadCommand.Connect connect) {
      connect(connect.spec());
    } else if (command instanceof LoadCommand.Reset reset) {
      canaries.forEach(canary -> canary.reset(reset.first()));
      onLoop(running -> running.reset(reset.first()));
    } else if (command instanceof LoadCommand.Cut cut) {
      onLoop(running -> running.cut(cut.reconnectMillis()));
    } else if (command instanceof LoadCommand.Stall stall) {
      onLoop(running -> running.stall(stall.share()));
    } else if (command instanceof LoadCommand.Report report) {
      Ledger ledger = canaryLedger(report.end());
      return callOnLoop(running -> running.report(report.end(), ledger));
    }
    return Map.of();
  }

  private void connect(ConnectSpec spec)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    if (loop != null) {
      throw new IllegalStateException("connect must be called only once");
    }
    ClientLoop connecting = new ClientLoop(spec, counters);
    loop = connecting;
    Thread thread = new Thread(connecting::run, "load-loop");
    thread.setDaemon(true);
    thread.start();
    for (int i = 0; i < spec.canaries(); i++) {
      canaries.add(canary(spec));
    }
    try {
      connecting.allOpen().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IOException(
          "only "
              + callOnLoop(ClientLoop::open)
              + " of "
              + spec.connections()
              + " connections opened within "
              + PATIENCE_SECONDS
              + " s",
          e);
    }
    for (Subscriber canary : canaries) {
      canary.awaitOpen();
    }
  }

  /** Opens a channel that stays open until the process ends. */
  private static Subscriber canary(ConnectSpec spec) {
    Subscriber canary = new Subscriber();
    int interval = Math.max(MIN_INTERVAL_MILLIS, spec.intervalMillis());
    PushChannel.open(
        spec.server(),
        spec.technique().transport(Duration.ofMillis(interval)),
        Set.of(ConnectSpec.TOPIC),
        canary);
    return canary;
  }

  private Ledger canaryLedger(long end) {
    return canaries.stream().map(canary -> canary.ledger(end)).reduce(Ledger.EMPTY, Ledger::plus);
  }

  private void onLoop(Consumer<ClientLoop> task)
      throws InterruptedException, ExecutionException, TimeoutException {
    callOnLoop(
        running -> {
          task.accept(running);
          return true;
        });
  }

  private <T> T callOnLoop(Function<ClientLoop, T> task)
      throws InterruptedException, ExecutionException, TimeoutException {
    ClientLoop running = loop;
    if (running == null) {
      throw new IllegalStateException("connect must be called first");
    }
    CompletableFuture<T> result = new CompletableFuture<>();
    running.execute(
        () -> {
          try {
            result.complete(task.apply(running));
          } catch (RuntimeException e) {
            result.completeExceptionally(e);
          }
        });
    return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
