package io.pushchannel.server;

import io.pushchannel.check.Excerpt;
import io.pushchannel.spi.HttpProblemException;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushExchange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the endpoint of a path. */
final class Router implements PushEndpoint {

  private final Map<String, Mount> endpoints = new HashMap<>();
  private final Map<String, Mount> trees = new HashMap<>();

  /** The server's own paths, which a 404 lists; those of the application may be internal. */
  private final Set<String> ownPaths = new TreeSet<>();

  /** Adds an endpoint of the server for exactly this path. */
  void add(String path, PushEndpoint endpoint) {
    mount(path, Mount.of(endpoint));
    ownPaths.add(path);
  }

  /** Adds an endpoint of the application for exactly this path. */
  void mount(String path, Mount mount) {
    if (endpoints.putIfAbsent(path, mount) != null) {
      throw new IllegalStateException("there must be one endpoint for " + path + ", were two");
    }
  }

  /** Adds an endpoint for each path that begins with this one and has no other. */
  void mountUnder(String path, Mount mount) {
    if (trees.putIfAbsent(path, mount) != null) {
      throw new IllegalStateException("there must be one endpoint under " + path + ", were two");
    }
  }

  /** Methods that pages of a listed origin may use for this target. */
  List<String> methods(String target) {
    Mount mount = find(path(target));
    return mount == null ? Mount.DEFAULT_METHODS : mount.methods();
  }

  @Override
  public void handle(PushExchange exchange) {
    String path = path(exchange.target());
    Mount mount = find(path);
    if (mount == null) {
      throw new HttpProblemException(
          404,
          "Not found",
          "path must be one of " + String.join(", ", ownPaths) + ", was " + Excerpt.quoted(path));
    }
    mount.endpoint().handle(exchange);
  }

  /** The endpoint of exactly this path, or else of the longest beginning of it. */
  private @Nullable Mount find(String path) {
    Mount found = endpoints.get(path);
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
