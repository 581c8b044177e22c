package io.pushchannel.shortpoll;

import io.pushchannel.spi.PushTransport;
import io.pushchannel.testkit.TransportContract;
import java.time.Duration;

class ShortPollContractTest extends TransportContract {

  @Override
  protected PushTransport transport() {
    return new ShortPollTransport().withInterval(Duration.ofMillis(10));
  }
}
