package io.pushchannel.spi;

import io.pushchannel.PushOptions;
import java.net.URI;

/**
 * One technique of pushing: how it goes over the wire, and both ends of it. Implementations are
 * immutable and may serve any number of servers and channels. A server finds those on the class
 * path by {@link java.util.ServiceLoader}.
 */
public interface PushTransport {

  /**
   * The technique in one lower-case word. It is the last segment of the path on the server, and
   * what a user names on a command line.
   */
  String name();

  /** Returns the rank of this transport for clients that can choose; the highest is the best. */
  int preference();

  /** The server half. */
  PushEndpoint endpoint(EndpointContext settings);

  /**
   * Creates the client half for one channel.
   *
   * @param base the address of the server without the name of the transport: {@code
   *     http://host:8080/push}
   */
  PushConnection connection(URI base, PushOptions options);
}
