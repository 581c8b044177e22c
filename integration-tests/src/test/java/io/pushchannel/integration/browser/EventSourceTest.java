package io.pushchannel.integration.browser;

import static org.awaitility.Awaitility.await;

import io.pushchannel.MessageBus;
import io.pushchannel.server.PushServer;
import io.pushchannel.server.ServerLimits;
import io.pushchannel.sse.SseTransport;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A browser's own {@code EventSource} against the server. */
class EventSourceTest {

  @TempDir private Path directory;

  @Test
  void itReconnectsAfterTheServerHadTooManyConnections() throws Exception {
    try (Browser browser = Browser.start();
        MessageBus bus = MessageBus.inMemory();
        PushServer server =
            PushServer.builder(bus)
                .port(0)
                .transports(new SseTransport())
                .allowOrigin("null") // the origin of a page in a file
                .limits(ServerLimits.builder().connections(1).build())
                .start();
        Socket only = new Socket("127.0.0.1", server.port())) {
      await().until(() -> server.statistics().connections() == 1);
      browser.open(
          Files.writeString(
                  directory.resolve("page.html"),
                  "<!doctype html><script>var byes = 0;"
                      + "var source = new EventSource('"
                      + server.uri()
                      + "/sse?topic=t');"
                      + "source.addEventListener('$bye', () => byes++)</script>")
              .toUri());
      await().until(() -> browser.run("return byes").equals(1L));
      only.shutdownOutput();
      await()
          .atMost(Duration.ofSeconds(40)) // it comes back after five
          .until(() -> browser.run("return source.readyState").equals(1L));
    }
  }
}
