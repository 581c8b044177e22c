package io.pushchannel.websocket;

import io.pushchannel.check.Excerpt;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection through an HTTP proxy, by {@code CONNECT} (RFC 6455, section 4.1). A proxy that
 * requires a login gets it from the JVM's {@link Authenticator}, by the scheme Basic.
 */
final class ProxyTunnel {

  private static final int LOGIN_REQUIRED = 407;

  private static final Pattern BASIC =
      Pattern.compile("(?i)(?:^|[ ,])Basic(?: +[^,]*?realm=\"([^\"]*)\")?");

  private final ClientSocket link;
  private final InetSocketAddress proxy;
  private final Origin origin;

  ProxyTunnel(ClientSocket link, InetSocketAddress proxy, Origin origin) {
    this.link = link;
    this.proxy = proxy;
    this.origin = origin;
  }

  /** Opens the tunnel. */
  Socket open(int timeoutMillis) throws IOException, InterruptedException {
    Socket tcp = connect(timeoutMillis);
    HttpResponse response = request(tcp, timeoutMillis, null);
    String login = response.status() == LOGIN_REQUIRED ? login(response) : null;
    if (login != null) {
      link.discard(tcp); // the proxy may close it, and a body may follow
      tcp = connect(timeoutMillis);
      response = request(tcp, timeoutMillis, login);
    }
    if (response.status() / 100 != 2) {
      link.discard(tcp);
      throw new IOException(
          "the proxy " + proxy + " refused a connection to " + target() + ": " + response.status());
    }
    return tcp;
  }

  private Socket connect(int timeoutMillis) throws IOException, InterruptedException {
    return AddressRace.connect(link, proxy.getHostString(), proxy.getPort(), timeoutMillis);
  }

  private HttpResponse request(Socket tcp, int timeoutMillis, @Nullable String login)
      throws IOException {
    try {
      tcp.setSoTimeout(Math.max(1, timeoutMillis));
      String authorization = login == null ? "" : "Proxy-Authorization: " + login + "\r\n";
      String request =
          "CONNECT " + target() + " HTTP/1.1\r\nHost: " + target() + "\r\n" + authorization;
      tcp.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      HttpResponse response = HttpResponse.read(new SocketInput(tcp));
      tcp.setSoTimeout(0);
      return response;
    } catch (IOException e) {
      link.discard(tcp);
      throw new IOException("the proxy " + proxy + " did not connect to " + target(), e);
    }
  }

  private @Nullable String login(HttpResponse challenged) {
    Matcher basic = BASIC.matcher(challenged.header("Proxy-Authenticate", ""));
    if (!basic.find()) {
      return null;
    }
    PasswordAuthentication login =
        Authenticator.requestPasswordAuthentication(
            proxy.getHostString(),
            proxy.getAddress(),
            proxy.getPort(),
            "http",
            Excerpt.of(basic.group(1) == null ? "" : basic.group(1)),
            "Basic",
            null,
            Authenticator.RequestorType.PROXY);
    return login == null ? null : basic(login);
  }

  private static String basic(PasswordAuthentication login) {
    String both = login.getUserName() + ':' + new String(login.getPassword());
    return "Basic "
        + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.ISO_8859_1));
  }

  private String target() {
    return origin.authority(true);
  }
}
