package io.pushchannel.server;

import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.Quote;
import io.pushchannel.spi.Refusal;
import java.util.Map;
import java.util.TreeMap;

/** Finds the endpoint of a path. */
final class Router implements PushEndpoint {

  private final Map<String, PushEndpoint> endpoints = new TreeMap<>();

  /** Adds an endpoint for exactly this path. */
  void add(String path, PushEndpoint endpoint) {
    if (endpoints.putIfAbsent(path, endpoint) != null) {
      throw new IllegalStateException("expected one endpoint for " + path + ", got two");
    }
  }

  @Override
  public void handle(PushExchange exchange) {
    String path = path(exchange.target());
    PushEndpoint endpoint = endpoints.get(path);
    if (endpoint == null) {
      throw new Refusal(
          404,
          "Not found",
          "expected one of the paths "
              + String.join(", ", endpoints.keySet())
              + ", got "
              + Quote.of(path));
    }
    endpoint.handle(exchange);
  }

  private static String path(String target) {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }
}
