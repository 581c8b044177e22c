package io.pushchannel.websocket;

import java.net.IDN;
import java.net.URI;

/**
 * The server's host and port. Taken from the authority, because {@link URI#getHost} is null for a
 * name with an underscore, which container networks use.
 *
 * @param host an IPv6 address without brackets
 */
record Origin(boolean isSecure, String host, int port) {

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /**
   * Reads the origin of a URI of {@code http}, {@code https}, {@code ws} or {@code wss}.
   *
   * @throws IllegalArgumentException if the URI has no host or an invalid port
   */
  static Origin of(URI uri) {
    String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    String hostAndPort = authority.substring(authority.indexOf('@') + 1);
    int colon = hostAndPort.lastIndexOf(':');
    boolean hasPort = colon > hostAndPort.indexOf(']');
    String host = hasPort ? hostAndPort.substring(0, colon) : hostAndPort;
    if (host.isEmpty()) {
      throw new IllegalArgumentException("a host is required in " + uri);
    }
    boolean secure = "https".equals(uri.getScheme()) || "wss".equals(uri.getScheme());
    String port = hasPort ? hostAndPort.substring(colon + 1) : "";
    return new Origin(secure, name(host), port(port, secure, uri));
  }

  /** The value of a {@code Host} header, and of a {@code CONNECT} request if it has a port. */
  String authority(boolean alwaysWithPort) {
    String name = host.indexOf(':') < 0 ? host : '[' + host + ']';
    boolean isDefault = port == (isSecure ? HTTPS : HTTP);
    return isDefault && !alwaysWithPort ? name : name + ':' + port;
  }

  private static int port(String text, boolean secure, URI uri) {
    if (text.isEmpty()) {
      return secure ? HTTPS : HTTP;
    }
    int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port must be 1 to 65535, was " + uri);
    }
    return port;
  }

  private static String name(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : IDN.toASCII(host);
  }
}
