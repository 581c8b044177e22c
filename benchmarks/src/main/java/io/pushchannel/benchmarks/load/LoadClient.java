package io.pushchannel.benchmarks.load;

import io.pushchannel.benchmarks.result.Ledger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The main class of the load client's process. Reads one {@link LoadCommand} per line of JSON from
 * standard input and writes one line of JSON in reply. Exits at the end of its input, so it does
 * not outlive its parent. The argument is the file of the {@link Counters}.
 */
final class LoadClient {

  private static final int PATIENCE_SECONDS = 60;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Counters counters;
  private final List<Canary> canaries = new ArrayList<>();
  private @Nullable ClientLoop loop;

  private LoadClient(Counters counters) {
    this.counters = counters;
  }

  /** Executes commands until the end of standard input. */
  public static void main(String[] args) throws IOException {
    LoadClient client = new LoadClient(new Counters(Path.of(args[0])));
    try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        System.out.println(MAPPER.writeValueAsString(client.answer(line)));
        System.out.flush();
      }
    }
    System.exit(0); // the loop's thread does not end by itself
  }

  private LoadCommand.Answer answer(String line) {
    try {
      return obey(MAPPER.readValue(line, LoadCommand.class));
    } catch (ExecutionException e) {
      return LoadCommand.Answer.failed(e.getCause() == null ? e : e.getCause());
    } catch (IOException | RuntimeException | TimeoutException e) {
      return LoadCommand.Answer.failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return LoadCommand.Answer.failed(e);
    }
  }

  private LoadCommand.Answer obey(LoadCommand command)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    if (command instanceof LoadCommand.Connect connect) {
      connect(connect.spec());
    } else if (command instanceof LoadCommand.Reset reset) {
      canaries.forEach(canary -> canary.reset(reset.first()));
      onLoop(loop -> loop.reset(reset.first()));
    } else if (command instanceof LoadCommand.Cut cut) {
      onLoop(loop -> loop.cut(cut.comeBackMillis()));
    } else if (command instanceof LoadCommand.Stall stall) {
      onLoop(loop -> loop.stall(stall.share()));
    } else if (command instanceof LoadCommand.Report report) {
      Ledger heard = canaryLedger(report.end());
      return LoadCommand.Answer.of(askLoop(loop -> loop.report(report.end(), heard)));
    }
    return LoadCommand.Answer.DONE;
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
      canaries.add(Canary.open(spec));
    }
    try {
      connecting.allOpen().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IOException(
          "only "
              + askLoop(ClientLoop::open)
              + " of "
              + spec.connections()
              + " connections opened within "
              + PATIENCE_SECONDS
              + " s",
          e);
    }
    for (Canary canary : canaries) {
      if (!canary.opened().await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new TimeoutException("a canary did not open within " + PATIENCE_SECONDS + " s");
      }
    }
  }

  private Ledger canaryLedger(long end) {
    return canaries.stream().map(canary -> canary.ledger(end)).reduce(Ledger.EMPTY, Ledger::plus);
  }

  private void onLoop(Consumer<ClientLoop> task)
      throws InterruptedException, ExecutionException, TimeoutException {
    askLoop(
        running -> {
          task.accept(running);
          return true;
        });
  }

  private <T> T askLoop(Function<ClientLoop, T> question)
      throws InterruptedException, ExecutionException, TimeoutException {
    ClientLoop running = loop;
    if (running == null) {
      throw new IllegalStateException("connect must be called first");
    }
    CompletableFuture<T> answer = new CompletableFuture<>();
    Supplier<T> asked = () -> question.apply(running);
    running.execute(
        () -> {
          try {
            answer.complete(asked.get());
          } catch (RuntimeException e) {
            answer.completeExceptionally(e);
          }
        });
    return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
