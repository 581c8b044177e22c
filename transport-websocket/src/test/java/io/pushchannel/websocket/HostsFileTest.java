package io.pushchannel.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pushchannel.Cursor;
import io.pushchannel.MessageBus;
import io.pushchannel.PushOptions;
import io.pushchannel.server.PushServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names with several addresses. A JVM reads its hosts file at the start, so each has its own. */
@Timeout(60)
class HostsFileTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.2 127.0.0.3", "127.0.0.3 127.0.0.2"})
  void aClosedAddressIsPassedOver(String addresses) throws Exception {
    assertEquals("opened\n", open("two-addresses", addresses));
  }

  @Test
  void aNameMayHaveAnUnderscore() throws Exception {
    assertEquals("opened\n", open("my_stack_push", "127.0.0.3"));
  }

  private String open(String host, String addresses) throws Exception {
    StringBuilder lines = new StringBuilder();
    for (String address : addresses.split(" ")) {
      lines.append(address).append(' ').append(host).append('\n');
    }
    Path hosts = Files.writeString(folder.resolve("hosts"), lines);
    try (MessageBus bus = MessageBus.inMemory();
        PushServer server =
            PushServer.builder(bus)
                .host("127.0.0.3")
                .port(0)
                .transports(new WebSocketTransport())
                .allowHost(host)
                .start()) {
      Process client =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Djdk.net.hosts.file=" + hosts,
                  "-cp",
                  System.getProperty("java.class.path"),
                  Client.class.getName(),
                  "http://" + host + ':' + server.port() + "/push")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      client.waitFor(10, TimeUnit.SECONDS);
      return output;
    }
  }

  /** Opens one connection, says so and ends. */
  static final class Client {

    private Client() {}

    public static void main(String[] arguments) throws Exception {
      RecordingReceiver receiver =
          new RecordingReceiver() {
            @Override
            public void opened(Cursor cursor) {
              System.out.print("opened\n");
              System.out.flush();
              Runtime.getRuntime().halt(0);
            }
          };
      new WebSocketTransport()
          .connection(URI.create(arguments[0]), PushOptions.DEFAULT)
          .run(Set.of("t"), Cursor.LATEST, receiver);
    }
  }
}
