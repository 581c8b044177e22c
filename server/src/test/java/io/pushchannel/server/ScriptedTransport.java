package io.pushchannel.server;

import io.pushchannel.PushOptions;
import io.pushchannel.spi.EndpointContext;
import io.pushchannel.spi.PushConnection;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushTransport;
import java.net.URI;

/** A transport whose server half does what a test says, and which has no client half. */
record ScriptedTransport(String name, int preference, PushEndpoint script)
    implements PushTransport {

  @Override
  public PushEndpoint endpoint(EndpointContext settings) {
    return script;
  }

  @Override
  public PushConnection connection(URI base, PushOptions options) {
    throw new UnsupportedOperationException("the tests of the server bring their own client");
  }
}
