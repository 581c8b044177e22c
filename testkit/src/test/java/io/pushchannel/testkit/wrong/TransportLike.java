package io.pushchannel.testkit.wrong;

import io.pushchannel.PushOptions;
import io.pushchannel.lines.LinesTransport;
import io.pushchannel.spi.EndpointSettings;
import io.pushchannel.spi.PushConnection;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushTransport;
import java.net.URI;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The fifth transport with one of its halves made wrong.
 *
 * @param server makes the server half
 * @param client makes the client half
 */
record TransportLike(
    Function<EndpointSettings, PushEndpoint> server,
    BiFunction<URI, PushOptions, PushConnection> client)
    implements PushTransport {

  private static final PushTransport RIGHT = new LinesTransport();

  /** With this in place of the right connection, which it is given. */
  static PushTransport withConnection(UnaryOperator<PushConnection> wrong) {
    return new TransportLike(
        RIGHT::endpoint, (base, options) -> wrong.apply(RIGHT.connection(base, options)));
  }

  /** With a server half that is right but for what it is told. */
  static PushTransport withSettings(UnaryOperator<EndpointSettings> wrong) {
    return new TransportLike(settings -> RIGHT.endpoint(wrong.apply(settings)), RIGHT::connection);
  }

  /** With this in place of the right endpoint, which it is given. */
  static PushTransport withEndpoint(
      BiFunction<PushEndpoint, EndpointSettings, PushEndpoint> wrong) {
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
  public PushEndpoint endpoint(EndpointSettings settings) {
    return server.apply(settings);
  }

  @Override
  public PushConnection connection(URI base, PushOptions options) {
    return client.apply(base, options);
  }
}
