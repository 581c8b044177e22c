package io.pushchannel.lines;

import io.pushchannel.PushOptions;
import io.pushchannel.http.SharedHttpClient;
import io.pushchannel.spi.EndpointContext;
import io.pushchannel.spi.PushConnection;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushTransport;
import java.net.URI;

/** A transport with one endless response of JSON lines. Immutable. */
public final class LinesTransport implements PushTransport {

  @Override
  public String name() {
    return "lines";
  }

  @Override
  public int preference() {
    return 0;
  }

  @Override
  public PushEndpoint endpoint(EndpointContext settings) {
    return new LinesEndpoint(settings);
  }

  @Override
  public PushConnection connection(URI base, PushOptions options) {
    return new LinesConnection(base, options, SharedHttpClient.shared());
  }
}
