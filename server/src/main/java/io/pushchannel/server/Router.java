package io.pushchannel.server;

import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.Quote;
import io.pushchannel.spi.Refusal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the endpoint of a path. */
final class Router implements PushEndpoint {

  private final Map<String, PushEndpoint> endpoints = new TreeMap<>();
  private final Map<String, PushEndpoint> trees = new TreeMap<>();

  /** Adds an endpoint for exactly this path. */
  void add(String path, PushEndpoint endpoint) {
    if (endpoints.putIfAbsent(path, endpoint) != null) {
      throw new IllegalStateException("expected one endpoint for " + path + ", got two");
    }
  }

  /** Adds an endpoint for what begins with this path, which ends in a slash, and has no other. */
  void addUnder(String path, PushEndpoint endpoint) {
    if (trees.putIfAbsent(path, endpoint) != null) {
      throw new IllegalStateException("expected one endpoint under " + path + ", got two");
    }
  }

  @Override
  public void handle(PushExchange exchange) {
    String path = path(exchange.target());
    PushEndpoint endpoint = find(path);
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

  /** The endpoint of exactly this path, or else of the longest beginning of it. */
  private @Nullable PushEndpoint find(String path) {
    PushEndpoint found = endpoints.get(path);
    for (int slash = path.lastIndexOf('/');
        found == null && slash >= 0;
        slash = path.lastIndexOf('/', slash - 1)) {
      found = trees.get(path.substring(0, slash + 1));
    }
    return found;
  }

  private static String path(String target) {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }
}
