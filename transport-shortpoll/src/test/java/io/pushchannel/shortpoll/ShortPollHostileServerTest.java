package io.pushchannel.shortpoll;

import io.pushchannel.spi.PushTransport;
import io.pushchannel.testkit.wire.HostileBatches;
import io.pushchannel.testkit.wire.HostileServer;
import io.pushchannel.testkit.wire.HostileServerContract;
import java.time.Duration;
import java.util.List;

class ShortPollHostileServerTest extends HostileServerContract {

  @Override
  protected PushTransport transport() {
    return new ShortPollTransport().withInterval(Duration.ofMillis(50));
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
