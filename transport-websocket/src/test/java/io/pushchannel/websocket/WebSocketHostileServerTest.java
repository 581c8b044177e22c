package io.pushchannel.websocket;

import io.pushchannel.spi.PushTransport;
import io.pushchannel.testkit.wire.HostileServer;
import io.pushchannel.testkit.wire.HostileServerContract;
import java.util.List;

class WebSocketHostileServerTest extends HostileServerContract {

  @Override
  protected PushTransport transport() {
    return new WebSocketTransport();
  }

  @Override
  protected List<HostileServer> ofThisTransport() {
    return List.of();
  }
}
