package io.pushchannel.websocket;

import io.pushchannel.PushOptions;
import io.pushchannel.spi.EndpointSettings;
import io.pushchannel.spi.PushConnection;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushTransport;
import java.net.URI;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * WebSocket: the connection leaves HTTP after a handshake, and both ends may write. Publishing goes
 * over the same connection. Immutable.
 */
public final class WebSocketTransport implements PushTransport {

  private final @Nullable SocketFactory sockets;

  /** Connects with the JDK's own sockets, plain or TLS as the address says. */
  public WebSocketTransport() {
    this(null);
  }

  /** Connects with sockets of this factory: an {@link SSLSocketFactory} for {@code https}. */
  public WebSocketTransport(@Nullable SocketFactory sockets) {
    this.sockets = sockets;
  }

  @Override
  public String name() {
    return "websocket";
  }

  @Override
  public int preference() {
    return 4;
  }

  @Override
  public PushEndpoint endpoint(EndpointSettings settings) {
    return new WebSocketEndpoint(settings);
  }

  @Override
  public PushConnection connection(URI base, PushOptions options) {
    return new WebSocketConnection(base, options, sockets == null ? socketsFor(base) : sockets);
  }

  private static SocketFactory socketsFor(URI base) {
    return "https".equals(base.getScheme())
        ? SSLSocketFactory.getDefault()
        : SocketFactory.getDefault();
  }
}
