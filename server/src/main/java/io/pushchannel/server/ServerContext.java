package io.pushchannel.server;

import io.pushchannel.spi.PushEndpoint;
import java.util.Map;

/** What the connections of a server share. */
record ServerContext(
    PushEndpoint router, HostRule hosts, OriginRule origins, ServerLimits limits, HeldBytes held) {

  /**
   * Answers a request, or has it answered by the endpoint of its path.
   *
   * @throws Refusal if the request is wrong, whatever its path
   */
  void answer(HttpExchange exchange) {
    exchange.allow(hosts, origins);
    if (exchange.method().equals("OPTIONS") && exchange.target().equals("*")) {
      exchange.respond(204, Map.of("Allow", "GET, HEAD, POST, OPTIONS"), new byte[0]);
      return;
    }
    if (exchange.isPreflight()) {
      exchange.respond(204, OriginRule.preflight(), new byte[0]);
    } else {
      router.handle(exchange);
    }
  }

  ServerContext withRouter(PushEndpoint newRouter) {
    return new ServerContext(newRouter, hosts, origins, limits, held);
  }
}
