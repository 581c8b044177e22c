package io.pushchannel.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pushchannel.spi.PushTransport;
import io.pushchannel.testkit.wire.HostileRun;
import io.pushchannel.testkit.wire.HostileServer;
import io.pushchannel.testkit.wire.HostileServerContract;
import java.io.IOException;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class WebSocketHostileServerTest extends HostileServerContract {

  @Override
  protected PushTransport transport() {
    return new WebSocketTransport();
  }

  @Override
  protected List<HostileServer> ofThisTransport() {
    return HostileFrames.all();
  }

  @Override
  protected List<HostileServer> busyServers() {
    return HostileFrames.busy();
  }

  @Test
  void aServerThatSaysByeAndDoesNotGoIsLeft() throws IOException {
    try (HostileRun run =
        met(
            client -> {
              client.webSocket().shakeHands("").send(HostileFrames.BYE);
              HostileServer.trickle(client, "\u0089\0");
            })) {
      Awaitility.await().until(() -> run.connections() >= 2);
      assertEquals(List.of(), run.causes());
      run.recover();
    }
  }
}
