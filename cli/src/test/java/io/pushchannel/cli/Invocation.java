package io.pushchannel.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;

/** A command under way in this process, on a thread of its own, with its output captured. */
final class Invocation implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CompletableFuture<Integer> status = new CompletableFuture<>();
  private final Thread thread;

  private Invocation(String... arguments) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    thread = new Thread(() -> status.complete(line.execute(arguments)), "command");
  }

  static Invocation start(String... arguments) {
    Invocation invocation = new Invocation(arguments);
    invocation.thread.start();
    return invocation;
  }

  /** Runs a command to its end. */
  static Invocation run(String... arguments) {
    Invocation invocation = start(arguments);
    invocation.status();
    return invocation;
  }

  /** Waits for the end. */
  int status() {
    try {
      return status.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException | InterruptedException e) {
      throw new AssertionError("expected an end, got so far: " + out() + err(), e);
    }
  }

  String out() {
    return out.toString();
  }

  List<String> outLines() {
    return out().lines().toList();
  }

  String err() {
    return err.toString();
  }

  /** Ends a command that waits. */
  @Override
  public void close() {
    thread.interrupt();
    status();
  }
}
