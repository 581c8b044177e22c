package io.pushchannel.benchmarks.load;

import io.pushchannel.benchmarks.load.Counters.Count;
import io.pushchannel.benchmarks.process.ChildProcess;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs a load client as a child process on this JVM's class path. Closing it, or the end of this
 * JVM, ends the process. Not thread-safe, except for the counts.
 */
public final class LoadProcess implements AutoCloseable {

  private static final long AWAKE_NANOS = 100_000;
  private static final long NAP_NANOS = 20_000;

  private final Path file;
  private final Counters counters;
  private final ChildProcess process;
  private long base;

  private LoadProcess(Path file, Counters counters, ChildProcess process) {
    this.file = file;
    this.counters = counters;
    this.process = process;
  }

  /**
   * Starts a load client.
   *
   * @param errors the destination of its standard error
   * @throws IOException if the process cannot be started
   */
  public static LoadProcess start(Redirect errors) throws IOException {
    Path file = Files.createTempFile("load", ".counters");
    Counters counters = new Counters(file);
    List<String> options = List.of("-Xms64m", "-Xmx512m", "-XX:+UseSerialGC");
    List<String> command = ChildProcess.java(options, LoadClient.class, file.toString());
    return new LoadProcess(file, counters, ChildProcess.start(command, errors));
  }

  /**
   * Connects, and returns when all connections and canaries are open. Call once.
   *
   * @throws IOException if they do not open within a minute
   */
  public void connect(ConnectSpec spec) throws IOException {
    execute(new LoadCommand.Connect(spec));
  }

  /**
   * Resets all counts and sequence checks. No message may be in flight.
   *
   * @param first the number of the next published message
   */
  public void reset(long first) throws IOException {
    execute(new LoadCommand.Reset(first));
    base = counters.get(Count.MESSAGES);
  }

  /** Returns the deliveries since the last reset. Cheap; may be called from any thread. */
  public long delivered() {
    return counters.get(Count.MESSAGES) - base;
  }

  /** Returns the streams opened and polls completed since the process started. */
  public long responses() {
    return counters.get(Count.RESPONSES);
  }

  /** Returns the polls and stream requests sent since the process started. */
  public long requests() {
    return counters.get(Count.REQUESTS);
  }

  /** Returns the bytes received since the process started. */
  public long bytesDown() {
    return counters.get(Count.BYTES_DOWN);
  }

  /**
   * Waits until {@code count} deliveries were counted since the last reset. Spins at first, because
   * a parked thread wakes up late, and then parks for about 20 microseconds at a time.
   *
   * @return false if {@code patience} elapsed first
   * @throws InterruptedException if the thread is interrupted
   */
  public boolean awaitDelivered(long count, Duration patience) throws InterruptedException {
    long start = System.nanoTime();
    while (delivered() < count) {
      long waited = System.nanoTime() - start;
      if (waited > patience.toNanos()) {
        return false;
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (waited < AWAKE_NANOS) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(NAP_NANOS);
      }
    }
    return true;
  }

  /** Closes all connections at once; each reconnects at a random time within {@code reconnect}. */
  public void cut(Duration reconnect) throws IOException {
    execute(new LoadCommand.Cut(reconnect.toMillis()));
  }

  /** Closes all connections at once; they stay closed until {@link #cut(Duration)} is called. */
  public void cut() throws IOException {
    execute(new LoadCommand.Cut(-1));
  }

  /** Stops reading on this share of the connections; 0 resumes reading on all. */
  public void stall(double share) throws IOException {
    execute(new LoadCommand.Stall(share));
  }

  /**
   * Returns the counts since the last reset.
   *
   * @param end all messages with a lower number have been published
   */
  public LoadReport report(long end) throws IOException {
    process.send(LoadCommand.class, new LoadCommand.Report(end));
    return process.receive(LoadReport.class);
  }

  private void execute(LoadCommand command) throws IOException {
    process.send(LoadCommand.class, command);
    process.receive(Map.class);
  }

  @Override
  public void close() throws IOException {
    process.close();
    Files.deleteIfExists(file);
  }
}
