package io.pushchannel.sse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pushchannel.spi.PushTransport;
import io.pushchannel.testkit.wire.HostileRun;
import io.pushchannel.testkit.wire.HostileServer;
import io.pushchannel.testkit.wire.HostileServerContract;
import java.io.IOException;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SseHostileServerTest extends HostileServerContract {

  @Override
  protected PushTransport transport() {
    return new SseTransport();
  }

  @Override
  protected List<HostileServer> ofThisTransport() {
    return HostileStreams.all();
  }

  @Override
  protected List<HostileServer> busyServers() {
    return HostileStreams.busy();
  }

  @Test
  void aServerThatSaysByeAndDoesNotGoIsLeft() throws IOException {
    try (HostileRun run =
        met(
            client -> {
              client.request();
              client.send(HostileStreams.BYE);
              HostileServer.trickle(client, ":\n");
            })) {
      Awaitility.await().until(() -> run.connections() >= 2);
      assertEquals(List.of(), run.causes());
      run.recover();
    }
  }
}
