package io.pushchannel.sse;

import io.pushchannel.spi.PushTransport;
import io.pushchannel.testkit.TransportContract;

class SseContractTest extends TransportContract {

  @Override
  protected PushTransport transport() {
    return new SseTransport();
  }
}
