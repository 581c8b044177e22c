package io.pushchannel.sse;

import io.pushchannel.spi.PushTransport;
import io.pushchannel.testkit.wire.HostileServer;
import io.pushchannel.testkit.wire.HostileServerContract;
import java.util.List;

class SseHostileServerTest extends HostileServerContract {

  @Override
  protected PushTransport transport() {
    return new SseTransport();
  }

  @Override
  protected List<HostileServer> ofThisTransport() {
    return List.of();
  }
}
