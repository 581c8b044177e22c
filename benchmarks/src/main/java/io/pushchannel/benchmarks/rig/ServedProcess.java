package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.baseline.CannedServer;
import io.pushchannel.benchmarks.baseline.RawSockets;
import io.pushchannel.benchmarks.load.PushTechnique;
import io.pushchannel.benchmarks.process.CommandLoop;
import io.pushchannel.benchmarks.served.OpenLoopPublisher;
import io.pushchannel.benchmarks.served.PushServed;
import io.pushchannel.benchmarks.served.Served;
import io.pushchannel.benchmarks.served.ServerCommand;
import java.io.IOException;
import java.time.Duration;

/**
 * The main class of a server process: PushChannel, or a baseline. Executes the commands listed in
 * {@code docs/benchmarks/adding-a-server.md}, and exits at the end of its input.
 *
 * <p>Arguments: {@code push <eventLoops> <heartbeatMillis>}, {@code raw <sse|websocket>
 * <messagesPerWrite>}, or {@code canned}.
 */
public final class ServedProcess {

  private ServedProcess() {}

  /** Starts the server given by the arguments. */
  public static void main(String[] args) throws IOException {
    try (Served served = make(args)) {
      run(served);
    }
  }

  /** Executes commands from standard input for any server until the input ends. */
  public static void run(Served served) throws IOException {
    CommandLoop.reply(new ServerCommand.Ready(served.uri()));
    CommandLoop.run(ServerCommand.class, command -> execute(command, served));
  }

  private static Served make(String[] args) throws IOException {
    return switch (args[0]) {
      case "push" ->
          new PushServed(Integer.parseInt(args[1]), Duration.ofMillis(Long.parseLong(args[2])));
      case "raw" -> new RawSockets(PushTechnique.of(args[1]), Integer.parseInt(args[2]));
      case "canned" -> CannedServer.ofPushChannel();
      default ->
          throw new IllegalArgumentException("server must be push, raw or canned, was " + args[0]);
    };
  }

  private static Object execute(ServerCommand command, Served served) throws InterruptedException {
    if (command instanceof ServerCommand.Publish publish) {
      served.publish(publish.first(), publish.count(), publish.bytes());
      return new ServerCommand.Published(publish.count(), served.cpuNanos(), null);
    }
    if (command instanceof ServerCommand.Rate rate) {
      OpenLoopPublisher publisher =
          new OpenLoopPublisher(
              rate.perSecond(),
              rate.seed(),
              (number, intended) -> {
                served.publish(rate.first() + number, intended, rate.bytes());
                served.flush();
              });
      publisher.publishUntil(Duration.ofMillis(rate.millis()));
      long delay = publisher.delay().getValueAtPercentile(99);
      return new ServerCommand.Published(publisher.published(), served.cpuNanos(), delay);
    }
    return served.usageAfterGc();
  }
}
