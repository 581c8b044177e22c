package io.pushchannel.websocket;

import io.pushchannel.PushOptions;
import io.pushchannel.spi.EndpointContext;
import io.pushchannel.spi.PushConnection;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushTransport;
import java.net.URI;
import javax.net.ssl.SSLSocketFactory;

/**
 * WebSocket (RFC 6455): one connection that brings each message as it is published, and takes what
 * the client publishes. A browser speaks it by itself, with {@code WebSocket}. Immutable.
 *
 * <p>The client connects to the first address of the host that accepts, and by the proxies of the
 * JVM: {@link java.net.ProxySelector} for HTTP proxies, by {@code CONNECT}, and SOCKS; {@link
 * java.net.Authenticator} for their login.
 */
public final class WebSocketTransport implements PushTransport {

  private final SSLSocketFactory tls;

  /** Connects with this JVM's default TLS settings, where the server's URI is {@code https}. */
  public WebSocketTransport() {
    this((SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  private WebSocketTransport(SSLSocketFactory tls) {
    this.tls = tls;
  }

  /** This, with other TLS settings. The server's name is checked against its certificate anyway. */
  public WebSocketTransport withSocketFactory(SSLSocketFactory newTls) {
    return new WebSocketTransport(newTls);
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
  public PushEndpoint endpoint(EndpointContext settings) {
    return new WebSocketEndpoint(settings);
  }

  @Override
  public PushConnection connection(URI base, PushOptions options) {
    return new WebSocketConnection(base, options, tls);
  }
}
