package io.pushchannel.websocket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Connects TCP to a server: directly, or by the proxies that the JVM's {@link ProxySelector} lists,
 * in that order. The default selector reads {@code http.proxyHost}, {@code https.proxyHost}, {@code
 * http.nonProxyHosts} and {@code socksProxyHost}.
 */
final class Dialer {

  private final ClientSocket link;
  private final Origin origin;
  private final URI uri;

  Dialer(ClientSocket link, Origin origin) {
    this.link = link;
    this.origin = origin;
    String scheme = origin.isSecure() ? "https" : "http";
    this.uri = URI.create(scheme + "://" + origin.authority(true) + '/');
  }

  /** Connects within the connect timeout, which the proxies share. */
  Socket connect() throws IOException, InterruptedException {
    ProxySelector selector = ProxySelector.getDefault();
    List<Proxy> proxies = selector == null ? List.of() : selector.select(uri);
    if (proxies.isEmpty()) {
      return connect(Proxy.NO_PROXY, link.millisLeft());
    }
    IOException failure = null;
    for (int i = 0; i < proxies.size(); i++) {
      try {
        return connect(proxies.get(i), link.millisLeft() / (proxies.size() - i));
      } catch (IOException e) {
        report(proxies.get(i), e, selector);
        failure = withSuppressed(e, failure);
      }
    }
    throw failure == null
        ? new IOException("the ProxySelector must return a proxy or DIRECT for " + uri)
        : failure;
  }

  private Socket connect(Proxy proxy, int timeoutMillis) throws IOException, InterruptedException {
    Socket tcp =
        switch (proxy.type()) {
          case DIRECT -> AddressRace.connect(link, origin.host(), origin.port(), timeoutMillis);
          case HTTP -> new ProxyTunnel(link, address(proxy), origin).open(timeoutMillis);
          case SOCKS -> connectBySocks(proxy, timeoutMillis);
        };
    tcp.setTcpNoDelay(true);
    return tcp;
  }

  /**
   * Connects through a proxy, which resolves the host. The JDK supplies credentials if the proxy
   * requires them.
   */
  private Socket connectBySocks(Proxy proxy, int timeoutMillis) throws IOException {
    Socket tcp = link.register(new Socket(proxy));
    try {
      tcp.connect(
          InetSocketAddress.createUnresolved(origin.host(), origin.port()),
          Math.max(1, timeoutMillis));
      return tcp;
    } catch (IOException e) {
      link.discard(tcp);
      throw e;
    }
  }

  private void report(Proxy proxy, IOException e, @Nullable ProxySelector selector) {
    if (selector != null && proxy.type() != Proxy.Type.DIRECT) {
      selector.connectFailed(uri, proxy.address(), e);
    }
  }

  private static InetSocketAddress address(Proxy proxy) throws IOException {
    if (proxy.address() instanceof InetSocketAddress address) {
      return address;
    }
    throw new IOException("a proxy must have a host and a port, was " + proxy);
  }

  private static IOException withSuppressed(IOException e, @Nullable IOException before) {
    if (before != null) {
      e.addSuppressed(before);
    }
    return e;
  }
}
