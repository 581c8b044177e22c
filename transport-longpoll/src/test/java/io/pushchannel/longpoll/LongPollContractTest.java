package io.pushchannel.longpoll;

import io.pushchannel.spi.PushTransport;
import io.pushchannel.testkit.TransportContract;
import java.time.Duration;

class LongPollContractTest extends TransportContract {

  @Override
  protected PushTransport transport() {
    return new LongPollTransport().withWait(Duration.ofMillis(500));
  }
}
