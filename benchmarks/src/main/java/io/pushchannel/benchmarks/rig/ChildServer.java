package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.process.ChildProcess;
import io.pushchannel.benchmarks.served.ServerCommand;
import io.pushchannel.benchmarks.served.ServerCommand.Published;
import io.pushchannel.benchmarks.served.Usage;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs a server under test as a child process. Not thread-safe. */
public final class ChildServer implements AutoCloseable {

  /**
   * Additional JVM options of PushChannel's servers, for profiling: {@code -Dserver.options="..."}.
   */
  private static final List<String> OPTIONS =
      Stream.of(System.getProperty("server.options", "").split(" "))
          .filter(option -> !option.isEmpty())
          .toList();

  private final ChildProcess process;
  private final URI uri;

  private ChildServer(ChildProcess process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /**
   * Starts a server and waits until it is ready.
   *
   * @param errors the destination of its standard error
   * @throws IOException if it does not start
   */
  public static ChildServer start(List<String> command, Redirect errors) throws IOException {
    ChildProcess process = ChildProcess.start(command, errors);
    try {
      return new ChildServer(process, process.receive(ServerCommand.Ready.class).uri());
    } catch (IOException e) {
      process.close();
      throw e;
    }
  }

  /** Returns the command that runs {@link ServedProcess} with these arguments. */
  static List<String> ours(String... arguments) {
    List<String> options = new ArrayList<>(OPTIONS);
    options.addAll(List.of("-Xms256m", "-Xmx1g", "-XX:+UseG1GC"));
    return ChildProcess.java(options, ServedProcess.class, arguments);
  }

  /** Returns the URI that the server listens on. */
  public URI uri() {
    return uri;
  }

  /**
   * Publishes {@code count} messages at once, numbered from {@code first}. {@link #awaitPublished}
   * returns the reply.
   */
  void beginPublish(long first, int count, int bytes) throws IOException {
    send(new ServerCommand.Publish(first, count, bytes));
  }

  /**
   * Publishes at independent intervals for {@code length}. {@link #awaitPublished} returns the
   * reply at the end.
   */
  void beginRate(long first, double perSecond, int bytes, Duration length, long seed)
      throws IOException {
    send(new ServerCommand.Rate(first, perSecond, bytes, length.toMillis(), seed));
  }

  Published awaitPublished() throws IOException {
    return process.receive(Published.class);
  }

  /** Returns the usage of the server after a garbage collection. */
  public Usage stats() throws IOException {
    send(new ServerCommand.Stats());
    return process.receive(Usage.class);
  }

  private void send(ServerCommand command) throws IOException {
    process.send(ServerCommand.class, command);
  }

  @Override
  public void close() throws IOException {
    process.close();
  }
}
