package io.pushchannel.longpoll;

import io.pushchannel.spi.PushTransport;
import io.pushchannel.testkit.wire.HostileBatches;
import io.pushchannel.testkit.wire.HostileServer;
import io.pushchannel.testkit.wire.HostileServerContract;
import java.time.Duration;
import java.util.List;

class LongPollHostileServerTest extends HostileServerContract {

  @Override
  protected PushTransport transport() {
    return new LongPollTransport().withWait(Duration.ofMillis(500));
  }

  @Override
  protected List<HostileServer> ofThisTransport() {
    return HostileBatches.all();
  }

  @Override
  protected List<HostileServer> busyServers() {
    return HostileBatches.busy();
  }
}
