package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.served.Usage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs a server under test as a child process and controls it by lines of text. Closing it, or the
 * end of this JVM, ends the input of the process and thereby the process. Not thread-safe.
 */
public final class ChildServer implements AutoCloseable {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /**
   * Additional JVM options of PushChannel's servers, for profiling: {@code -Dserver.options="..."}.
   */
  private static final List<String> OPTIONS =
      Stream.of(System.getProperty("server.options", "").split(" "))
          .filter(option -> !option.isEmpty())
          .toList();

  private final Process process;
  private final BufferedReader out;
  private final Writer in;
  private final URI uri;

  private ChildServer(Process process) throws IOException {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    String ready = readLine();
    if (!ready.startsWith("ready ")) {
      process.destroyForcibly();
      throw new IOException(
          "the server must print \"ready <url>\" first, printed \"" + ready + '"');
    }
    this.uri = URI.create(ready.substring("ready ".length()).strip());
  }

  /**
   * Starts a server and waits until it is ready.
   *
   * @param errors the destination of its standard error
   * @throws IOException if it does not start
   */
  public static ChildServer start(List<String> command, Redirect errors) throws IOException {
    return new ChildServer(new ProcessBuilder(command).redirectError(errors).start());
  }

  /**
   * Returns the command that runs {@link ServedProcess} with these arguments on this JVM's class
   * path.
   */
  public static List<String> ours(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms256m",
                "-Xmx1g",
                "-XX:+UseG1GC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                ServedProcess.class.getName()));
    command.addAll(1, OPTIONS);
    command.addAll(List.of(arguments));
    return command;
  }

  /** Returns the URI that the server listens on. */
  public URI uri() {
    return uri;
  }

  /** Returns the process id. */
  public long pid() {
    return process.pid();
  }

  /**
   * Publishes {@code count} messages at once, numbered from {@code first}.
   *
   * @return the count, and the server's CPU time so far
   */
  public Published publish(long first, int count, int bytes) throws IOException {
    beginPublish(first, count, bytes);
    return awaitPublished();
  }

  /** Sends the command of {@link #publish}; {@link #awaitPublished} reads the reply. */
  void beginPublish(long first, int count, int bytes) throws IOException {
    tell("publish " + first + ' ' + count + ' ' + bytes);
  }

  /** Publishes at independent intervals for {@code length}, and returns at the end. */
  public Published rate(long first, double perSecond, int bytes, Duration length, long seed)
      throws IOException {
    beginRate(first, perSecond, bytes, length, seed);
    return awaitPublished();
  }

  /** Sends the command of {@link #rate}; {@link #awaitPublished} reads the reply. */
  void beginRate(long first, double perSecond, int bytes, Duration length, long seed)
      throws IOException {
    tell(
        String.format(
            Locale.ROOT,
            "rate %d %.3f %d %.3f %d",
            first,
            perSecond,
            bytes,
            length.toMillis() / 1e3,
            seed));
  }

  Published awaitPublished() throws IOException {
    String line = readLine();
    String[] words = line.split(" ");
    try {
      if (words.length >= 3 && words[0].equals("published")) {
        return new Published(
            Long.parseLong(words[1]),
            Long.parseLong(words[2]),
            words.length > 3 ? Long.valueOf(words[3]) : null);
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    throw new IOException(
        "the server must reply \"published <count> <cpuNanos>\", replied \"" + line + '"');
  }

  /** Returns the usage of the server after a garbage collection. */
  public Usage stats() throws IOException {
    tell("stats");
    String line = readLine();
    try {
      return MAPPER.readValue(line, Usage.class);
    } catch (JacksonException e) {
      throw new IOException("the server must reply with JSON to stats, replied \"" + line + '"', e);
    }
  }

  /**
   * The reply of a server after publishing.
   *
   * @param count number of published messages
   * @param cpuNanos CPU time since the process started
   * @param delayP99Nanos 99th percentile of the delay between intended and actual publishing; null
   *     unless published at a rate
   */
  public record Published(long count, long cpuNanos, @Nullable Long delayP99Nanos) {}

  @Override
  public void close() throws IOException {
    try {
      in.close(); // the server exits at the end of its input, as after quit
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void tell(String line) throws IOException {
    in.write(line + '\n');
    in.flush();
  }

  private String readLine() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the server process has ended; see its standard error");
    }
    return line;
  }
}
