package io.pushchannel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pushchannel.MessageBus;
import io.pushchannel.server.PushServer;
import io.pushchannel.wire.Json;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Messages that would control a terminal, printed on one and into a pipe. */
@Timeout(60)
class TerminalEscapesTest {

  /** Clears the screen, rings, sets the title, and erases a line by a C1 character. */
  private static final String ATTACK =
      "\u001b[2J\u0007\u001b]0;title\u0007\u009b2K\u007f\b\r ok\t\u00e9 \ud83d\ude00\nnext";

  @TempDir private Path directory;
  private final MessageBus bus = MessageBus.inMemory();
  private final PushServer server = PushServer.builder(bus).port(0).start();

  @AfterEach
  void close() {
    server.close();
    bus.close();
  }

  @Test
  void onATerminalControlCharactersAreEscaped() throws Exception {
    bus.publish("t", ATTACK);
    String shown = onTerminal();
    assertEquals(
        "\\u001b[2J\\u0007\\u001b]0;title\\u0007\\u009b2K\\u007f\\u0008\n ok\t\u00e9 \ud83d\ude00\nnext\n",
        shown);
  }

  @Test
  void onATerminalJsonIsEscapedAndStillTheSame() throws Exception {
    bus.publish("t", ATTACK);
    String shown = onTerminal("--json");
    assertTrue(
        shown.strip().chars().noneMatch(Character::isISOControl), "a control character is left");
    assertTrue(shown.contains("\\u009b2K\\u007f"), shown);
    String data = Json.MAPPER.readTree(shown).path("data").asString();
    assertEquals(ATTACK.replace('\r', '\n'), data);
  }

  @Test
  void inAPipeTheTextIsUnchanged() throws Exception {
    bus.publish("t", ATTACK);
    assertEquals(ATTACK.replace('\r', '\n') + '\n', output(JavaCommand.of(tail())));
    String json = output(JavaCommand.of(tail("--json")));
    assertTrue(json.contains("\u009b2K\u007f"), json);
  }

  /** What a terminal receives, with its line ends as they were written. */
  private String onTerminal(String... options) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script is not installed");
    String command = JavaCommand.quoted(tail(options)) + " 2>/dev/null";
    return output(List.of("/usr/bin/script", "-qefc", command, "/dev/null")).replace("\r\n", "\n");
  }

  private String[] tail(String... options) {
    List<String> words = new ArrayList<>(List.of("tail", server.uri().toString()));
    words.addAll(List.of("--topic", "t", "--after", "earliest", "--count", "1"));
    words.addAll(List.of(options));
    return words.toArray(String[]::new);
  }

  private String output(List<String> command) throws Exception {
    File out = directory.resolve("out").toFile();
    Process process =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(out)
            .redirectError(directory.resolve("err").toFile())
            .start();
    assertTrue(process.waitFor(50, TimeUnit.SECONDS), "the command did not end");
    return Files.readString(out.toPath(), UTF_8);
  }
}
