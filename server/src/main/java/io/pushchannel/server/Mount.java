package io.pushchannel.server;

import io.pushchannel.check.Excerpt;
import io.pushchannel.spi.PushEndpoint;
import java.util.List;

/**
 * An endpoint at a path.
 *
 * @param methods those that pages of a listed origin may use, as a preflight names them
 */
record Mount(PushEndpoint endpoint, List<String> methods) {

  /** Methods of the server's own endpoints, and of one that names none. */
  static final List<String> DEFAULT_METHODS = List.of("GET", "POST");

  /**
   * Mounts an endpoint.
   *
   * @throws IllegalArgumentException if a method is not written in capitals
   */
  static Mount of(PushEndpoint endpoint, String... methods) {
    for (String method : methods) {
      if (!method.matches("[A-Z]+")) {
        throw new IllegalArgumentException(
            "methods must be in capitals, such as PUT, was " + Excerpt.quoted(method));
      }
    }
    return new Mount(endpoint, methods.length == 0 ? DEFAULT_METHODS : List.of(methods));
  }
}
