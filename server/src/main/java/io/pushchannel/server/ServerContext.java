package io.pushchannel.server;

import io.pushchannel.server.http.HostRule;
import io.pushchannel.server.http.OriginRule;
import io.pushchannel.server.loop.MemoryBudget;
import io.pushchannel.spi.PushEndpoint;
import java.util.Map;

/**
 * Objects that the connections of a server share.
 *
 * @param isBusy true above the limit of connections, when no path is served
 */
record ServerContext(
    Router router,
    boolean isBusy,
    HostRule hosts,
    OriginRule origins,
    ServerLimits limits,
    MemoryBudget held) {

  private static final PushEndpoint BUSY = new Busy();

  /**
   * Responds to a request, or passes it to the endpoint of its path.
   *
   * @throws HttpProblemException if the request is invalid for every path
   */
  void answer(HttpExchange exchange) {
    exchange.allow(hosts, origins);
    if (exchange.method().equals("OPTIONS") && exchange.target().equals("*")) {
      exchange.respond(204, Map.of("Allow", "GET, HEAD, POST, OPTIONS"), new byte[0]);
      return;
    }
    if (exchange.isPreflight()) {
      exchange.respond(204, OriginRule.preflight(router.methods(exchange.target())), new byte[0]);
    } else {
      (isBusy ? BUSY : router).handle(exchange);
    }
  }

  /** Returns a copy for connections beyond the limit. */
  ServerContext busy() {
    return new ServerContext(router, true, hosts, origins, limits, held);
  }
}
