package io.pushchannel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The transcripts of lessons 1 to 4, run in their order against one server. Each command prints
 * what its lesson shows, except for dates, the port and the epoch. A request that is held or stays
 * open runs while the publish commands that follow it are executed.
 */
@Timeout(240)
class LessonTranscriptsTest {

  private static final Path LESSONS = Path.of("../docs/lessons/en");
  private static final String EPOCH = "0d37204f";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Pattern BLOCK =
      Pattern.compile("(?m)^    \\$ .*\\n(?:    .*\\n|\\n(?=    ))*");
  private static final Pattern OPEN = Pattern.compile("curl -\\w*N|longpoll(?!\\S*wait=)");

  @TempDir private Path directory;
  private final List<Running> running = new ArrayList<>();
  private Invocation serve;
  private String port = "";
  private String epoch = "";

  @AfterEach
  void close() {
    running.forEach(Running::end);
    if (serve != null) {
      serve.close();
    }
  }

  @Test
  void eachCommandPrintsWhatItsLessonShows() throws Exception {
    Assumptions.assumeTrue(isInstalled("bash") && isInstalled("curl"), "bash or curl is missing");
    int commands = 0;
    try (var pages = Files.list(LESSONS)) {
      for (Path page : pages.sorted().toList()) {
        for (Matcher block = BLOCK.matcher(Files.readString(page)); block.find(); ) {
          commands += execute(block.group().replaceAll("(?m)^    ", ""));
        }
        verifyRunning();
      }
    }
    assertTrue(commands >= 16, commands + " commands");
  }

  private int execute(String block) throws Exception {
    String[] steps = ("\n" + block).split("\n\\$ ");
    for (String step : Arrays.copyOfRange(steps, 1, steps.length)) {
      int end = step.replace("\\\n", "  ").indexOf('\n');
      execute(step.substring(0, end).replace("\\\n", " "), step.substring(end + 1));
    }
    if (steps[1].startsWith("./pushchannel publish")) {
      verifyRunning();
    }
    return steps.length - 1;
  }

  private void execute(String command, String expected) throws Exception {
    if (command.startsWith("./pushchannel serve")) {
      serve(arguments(command));
    } else if (command.startsWith("./pushchannel")) {
      Invocation invocation = Invocation.run(arguments(command));
      assertEquals(expected.strip(), normal(invocation.out()), command + invocation.err());
    } else {
      request(command, expected);
    }
  }

  private void serve(String[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = arguments[i].equals("8090") ? "0" : arguments[i];
    }
    serve = Invocation.start(arguments);
    await().atMost(PATIENCE).until(() -> serve.out().contains("ready http"));
    port = serve.out().strip().replaceAll(".*:(\\d+)/push", "$1");
  }

  /** The first response contains the epoch of this server. */
  private void request(String command, String expected) throws Exception {
    Running request = start(command, expected);
    running.add(request);
    if (epoch.isEmpty()) {
      await().atMost(PATIENCE).until(() -> !request.process.isAlive());
      epoch = request.output().replaceAll("(?s).*\"cursor\":\"(\\w+)-.*", "$1");
    }
    if (!OPEN.matcher(command).find()) {
      verifyRunning();
    } else if (command.contains("/sse?")) {
      await().atMost(PATIENCE).until(() -> request.output().contains("heartbeat"));
    }
  }

  private void verifyRunning() {
    running.forEach(Running::verify);
    running.clear();
  }

  private Running start(String command, String expected) throws IOException {
    Path output = Files.createTempFile(directory, "output", "");
    String actual = command.replace(":8090/", ":" + port + "/").replace(EPOCH, epoch);
    Process process =
        new ProcessBuilder("bash", "-c", actual)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new Running(command, expected.strip(), process, output);
  }

  /** The words of a command, as a shell reads them. */
  private String[] arguments(String command) throws Exception {
    String words = command.replace("./pushchannel", "").replace(":8090/", ":" + port + "/");
    Process split = new ProcessBuilder("bash", "-c", "printf '%s\\0' " + words).start();
    return new String(split.getInputStream().readAllBytes(), UTF_8).split("\0");
  }

  private String normal(String output) {
    String text = epoch.isEmpty() ? output : output.replace(epoch, EPOCH);
    return text.replace("\r", "").replaceAll("Date: .* GMT", "Date: GMT").strip();
  }

  private static boolean isInstalled(String program) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** A request in a process of its own. */
  private final class Running {

    private final String command;
    private final String expected;
    private final Process process;
    private final Path output;

    Running(String command, String expected, Process process, Path output) {
      this.command = command;
      this.expected = expected.replaceAll("Date: .* GMT", "Date: GMT");
      this.process = process;
      this.output = output;
    }

    String output() {
      try {
        return Files.readString(output);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** A response that has ended must be equal; one that stays open must begin so. */
    void verify() {
      boolean isOpen = OPEN.matcher(command).find();
      await(command)
          .atMost(PATIENCE)
          .until(() -> !process.isAlive() || isOpen && normal(output()).startsWith(expected));
      boolean hasEnded = !process.isAlive();
      String actual = normal(output());
      end();
      int length = hasEnded ? actual.length() : Math.min(actual.length(), expected.length());
      assertEquals(expected, actual.substring(0, length), command);
    }

    void end() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
