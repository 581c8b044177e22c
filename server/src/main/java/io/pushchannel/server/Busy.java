package io.pushchannel.server;

import io.pushchannel.spi.HttpProblemException;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushExchange;
import java.util.Map;

/** Responds to clients above the limit of connections. */
final class Busy implements PushEndpoint {

  @Override
  public void handle(PushExchange exchange) {
    throw new HttpProblemException(
        503,
        "Too many connections",
        "the server has as many connections as it accepts (connections); retry later",
        Map.of("Retry-After", "5"));
  }
}
