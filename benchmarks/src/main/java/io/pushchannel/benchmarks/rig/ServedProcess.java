package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.floor.CannedServer;
import io.pushchannel.benchmarks.floor.Framing;
import io.pushchannel.benchmarks.floor.RawSockets;
import io.pushchannel.benchmarks.served.OpenLoop;
import io.pushchannel.benchmarks.served.PushServed;
import io.pushchannel.benchmarks.served.Served;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/**
 * The main class of a server process: PushChannel, or a baseline. Prints {@code ready <url>},
 * executes the commands listed in {@code docs/benchmarks/adding-a-server.md}, and exits at the end
 * of its input.
 *
 * <p>Arguments: {@code push <eventLoops> <heartbeatMillis>}, {@code raw <sse|websocket>
 * <messagesPerWrite>}, or {@code canned}.
 */
public final class ServedProcess {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Served served;

  private ServedProcess(Served served) {
    this.served = served;
  }

  /** Starts the server given by the arguments. */
  public static void main(String[] args) throws IOException, InterruptedException {
    try (Served served = make(args)) {
      obey(served);
    }
  }

  /**
   * Executes commands from standard input for any server until the input ends.
   *
   * @throws InterruptedException if the thread is interrupted while publishing at a rate
   */
  public static void obey(Served served) throws IOException, InterruptedException {
    say("ready " + served.uri());
    ServedProcess process = new ServedProcess(served);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null && !line.equals("quit"); line = in.readLine()) {
      say(process.answer(line.split(" ")));
    }
  }

  private static Served make(String[] args) throws IOException {
    return switch (args[0]) {
      case "push" ->
          new PushServed(Integer.parseInt(args[1]), Duration.ofMillis(Long.parseLong(args[2])));
      case "raw" -> new RawSockets(Framing.of(args[1]), Integer.parseInt(args[2]));
      case "canned" -> {
        try (PushServed ours = new PushServed()) {
          yield new CannedServer(CannedServer.capture(ours.uri()));
        }
      }
      default ->
          throw new IllegalArgumentException("server must be push, raw or canned, was " + args[0]);
    };
  }

  private String answer(String[] words) throws InterruptedException {
    return switch (words[0]) {
      case "publish" -> publish(words);
      case "rate" -> rate(words);
      case "stats" -> MAPPER.writeValueAsString(served.usageAfterGc());
      default ->
          throw new IllegalArgumentException(
              "command must be publish, rate, stats or quit, was " + words[0]);
    };
  }

  private String publish(String[] words) {
    int count = Integer.parseInt(words[2]);
    served.publish(Long.parseLong(words[1]), count, Integer.parseInt(words[3]));
    return published(count);
  }

  private String rate(String[] words) throws InterruptedException {
    OpenLoop loop = new OpenLoop(Double.parseDouble(words[2]), Long.parseLong(words[5]));
    Duration length = Duration.ofMillis((long) (Double.parseDouble(words[4]) * 1000));
    long count = loop.run(served, Long.parseLong(words[1]), Integer.parseInt(words[3]), length);
    return published(count) + ' ' + loop.delay().getValueAtPercentile(99);
  }

  private String published(long count) {
    return "published " + count + ' ' + served.cpuNanos();
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
