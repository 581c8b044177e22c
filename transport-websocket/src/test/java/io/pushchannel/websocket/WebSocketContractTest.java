package io.pushchannel.websocket;

import io.pushchannel.spi.PushTransport;
import io.pushchannel.testkit.TransportContract;

class WebSocketContractTest extends TransportContract {

  @Override
  protected PushTransport transport() {
    return new WebSocketTransport();
  }
}
