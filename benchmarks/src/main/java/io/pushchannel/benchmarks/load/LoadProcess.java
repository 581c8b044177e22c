package io.pushchannel.benchmarks.load;

import io.pushchannel.benchmarks.load.Counters.Count;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A load client from its parent's side. Starting it starts a process on this JVM's class path;
 * closing it, or the end of this JVM, ends that. Not thread-safe, except for the counts.
 */
public final class LoadProcess implements AutoCloseable {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final long AWAKE_NANOS = 100_000;
  private static final long NAP_NANOS = 20_000;

  private final Path file;
  private final Counters counters;
  private final Process process;
  private final BufferedReader out;
  private final Writer in;
  private long base;

  private LoadProcess(Path file, Counters counters, Process process) {
    this.file = file;
    this.counters = counters;
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
  }

  /**
   * Starts one.
   *
   * @param errors where its standard error goes
   * @throws IOException if there is no process to be had
   */
  public static LoadProcess start(Redirect errors) throws IOException {
    Path file = Files.createTempFile("load", ".counters");
    Counters counters = new Counters(file);
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xms64m",
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            System.getProperty("java.class.path"),
            LoadClient.class.getName(),
            file.toString());
    return new LoadProcess(
        file, counters, new ProcessBuilder(command).redirectError(errors).start());
  }

  /**
   * Connects, and returns when every connection and canary is open. Once.
   *
   * @throws IOException if they do not open within a minute
   */
  public void connect(ConnectSpec spec) throws IOException {
    tell(new LoadCommand.Connect(spec));
  }

  /**
   * Begins all counts and books anew, when nothing is on its way.
   *
   * @param first the number of the message that will be published next
   */
  public void reset(long first) throws IOException {
    tell(new LoadCommand.Reset(first));
    base = counters.get(Count.MESSAGES);
  }

  /**
   * How many deliveries there were since the last reset. From any thread, costs next to nothing.
   */
  public long delivered() {
    return counters.get(Count.MESSAGES) - base;
  }

  /** How many polls were answered and streams began since the process started. */
  public long answers() {
    return counters.get(Count.ANSWERS);
  }

  /** How many polls were sent and streams asked for since the process started. */
  public long requests() {
    return counters.get(Count.REQUESTS);
  }

  /** How many bytes came from the server since the process started. */
  public long bytesDown() {
    return counters.get(Count.BYTES_DOWN);
  }

  /**
   * Waits until so many deliveries were counted since the last reset: awake at first, because a
   * sleeping thread wakes up late, then in naps of some ten microseconds.
   *
   * @return whether they were, within {@code patience}
   * @throws InterruptedException if interrupted
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

  /** Ends all connections at once; each comes back at a random time within {@code comeBack}. */
  public void cut(Duration comeBack) throws IOException {
    tell(new LoadCommand.Cut(comeBack.toMillis()));
  }

  /** Ends all connections at once, and none comes back until {@link #cut} is told when to. */
  public void cut() throws IOException {
    tell(new LoadCommand.Cut(-1));
  }

  /** Makes this share of the connections stop reading; 0 makes all read again. */
  public void stall(double share) throws IOException {
    tell(new LoadCommand.Stall(share));
  }

  /**
   * What was counted since the last reset.
   *
   * @param end all messages with a lower number have been published
   */
  public LoadReport report(long end) throws IOException {
    LoadReport report = tell(new LoadCommand.Report(end)).report();
    if (report == null) {
      throw new IOException("expected a report from the load client, got none");
    }
    return report;
  }

  /** The process's own id, for those who look at what it costs. */
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() throws IOException {
    try {
      in.close();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private LoadCommand.Answer tell(LoadCommand command) throws IOException {
    in.write(MAPPER.writerFor(LoadCommand.class).writeValueAsString(command) + '\n');
    in.flush();
    @Nullable String line = out.readLine();
    if (line == null) {
      throw new IOException("the load client has ended; its standard error says why");
    }
    LoadCommand.Answer answer = MAPPER.readValue(line, LoadCommand.Answer.class);
    if (answer.failure() != null) {
      throw new IOException("the load client failed: " + answer.failure());
    }
    return answer;
  }
}
