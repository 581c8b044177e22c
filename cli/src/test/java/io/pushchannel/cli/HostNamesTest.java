package io.pushchannel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pushchannel.MessageBus;
import io.pushchannel.server.PushServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name with an underscore, which container networks use, from a hosts file. */
@Timeout(60)
class HostNamesTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"shortpoll", "longpoll", "sse", "websocket"})
  void aNameMayHaveAnUnderscore(String transport) throws Exception {
    Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.1 my_stack_push\n");
    try (MessageBus bus = MessageBus.inMemory();
        PushServer server = PushServer.builder(bus).port(0).allowHost("my_stack_push").start()) {
      bus.publish("t", "found");
      List<String> command =
          JavaCommand.with(
              List.of("-Djdk.net.hosts.file=" + hosts),
              "tail",
              "HTTP://my_stack_push:" + server.port() + "//push",
              "--topic",
              "t",
              "--after",
              "earliest",
              "--count",
              "1",
              "--transport",
              transport);
      Process tail =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      assertEquals("found\n", new String(tail.getInputStream().readAllBytes(), UTF_8));
      assertEquals(0, tail.waitFor());
    }
  }
}
