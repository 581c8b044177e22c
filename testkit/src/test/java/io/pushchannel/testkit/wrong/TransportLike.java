package io.pushchannel.testkit.wrong;

import io.pushchannel.PushOptions;
import io.pushchannel.lines.LinesTransport;
import io.pushchannel.spi.EndpointContext;
import io.pushchannel.spi.PushConnection;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushTransport;
import java.net.URI;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The lines transport with one of its halves replaced.
 *
 * @param server creates the server half
 * @param client creates the client half
 */
record TransportLike(
    Function<EndpointContext, PushEndpoint> server,
    BiFunction<URI, PushOptions, PushConnection> client)
    implements PushTransport {

  private static final PushTransport RIGHT = new LinesTransport();

  /** Returns a transport whose connection is {@code wrong} of the correct one. */
  static PushTransport withConnection(UnaryOperator<PushConnection> wrong) {
    return new TransportLike(
        RIGHT::endpoint, (base, options) -> wrong.apply(RIGHT.connection(base, options)));
  }

  /** Returns a transport whose correct server half receives wrong settings. */
  static PushTransport withSettings(UnaryOperator<EndpointContext> wrong) {
    return new TransportLike(settings -> RIGHT.endpoint(wrong.apply(settings)), RIGHT::connection);
  }

  /** Returns a transport whose endpoint is {@code wrong} of the correct one. */
  static PushTransport withEndpoint(BiFunction<PushEndpoint, EndpointContext, PushEndpoint> wrong) {
    return new TransportLike(
        settings -> wrong.apply(RIGHT.endpoint(settings), settings), RIGHT::connection);
  }

  @Override
  public String name() {
    return RIGHT.name();
  }

  @Override
  public int preference() {
    return RIGHT.preference();
  }

  @Override
  public PushEndpoint endpoint(EndpointContext settings) {
    return server.apply(settings);
  }

  @Override
  public PushConnection connection(URI base, PushOptions options) {
    return client.apply(base, options);
  }
}
