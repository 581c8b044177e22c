package io.pushchannel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.Cursor;
import io.pushchannel.MessageBus;
import io.pushchannel.server.PushServer;
import io.pushchannel.wire.Position;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code publish} whose standard output is closed, as {@code head} does after its lines. */
@Timeout(60)
class ClosedPipeTest {

  private static final int LINES = 5000;

  @TempDir private Path directory;

  @Test
  void publishingEndsWithStatus1() throws Exception {
    String numbers =
        IntStream.range(0, LINES).mapToObj(i -> i + "\n").collect(Collectors.joining());
    Path input = Files.writeString(directory.resolve("in"), numbers);
    Path errors = directory.resolve("err");
    try (MessageBus bus = MessageBus.inMemory();
        PushServer server = PushServer.builder(bus).port(0).start()) {
      Process publish =
          new ProcessBuilder(JavaCommand.of("publish", server.uri().toString(), "--topic", "t"))
              .redirectInput(input.toFile())
              .redirectError(errors.toFile())
              .start();
      try (BufferedReader out =
          new BufferedReader(new InputStreamReader(publish.getInputStream(), UTF_8))) {
        assertTrue(out.readLine().startsWith(Position.of(bus.cursor()).epoch()));
      }
      assertTrue(publish.waitFor(50, TimeUnit.SECONDS), "the command did not end");
      assertEquals(1, publish.exitValue());
      String error = Files.readString(errors);
      assertTrue(error.startsWith("pushchannel: standard output is closed"), error);
      assertEquals(1, error.lines().count(), error);
      Cursor next = bus.publish("t", "x").toCompletableFuture().join().id();
      assertTrue(Position.of(next).sequence() < LINES, "all lines were published");
    }
  }
}
