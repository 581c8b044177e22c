package io.pushchannel.lines;

import io.pushchannel.spi.PushTransport;
import io.pushchannel.testkit.TransportContract;

class LinesContractTest extends TransportContract {

  @Override
  protected PushTransport transport() {
    return new LinesTransport();
  }
}
