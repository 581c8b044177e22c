package io.pushchannel.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.pushchannel.spi.Quote;
import io.pushchannel.spi.Refusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One request, whole.
 *
 * @param head the request line and headers
 * @param body the body, or nothing
 */
record Request(HttpRequest head, byte[] body) {

  private static final Pattern ABSOLUTE_FORM =
      Pattern.compile("https?://[^/?#]*(.*)", Pattern.CASE_INSENSITIVE);

  /** RFC 3986, section 3.2, without a user; a comma would make it a list. Empty is allowed. */
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?:\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._~!$&'()*+;=%-]*)(?::([0-9]{1,5})?)?");

  /** The longest name that DNS knows, and a port. */
  private static final int MAX_HOST = 253 + 6;

  private static final int MAX_PORT = 65_535;

  /** The last that was looked at and is one: nearly every request names the same host. */
  private static volatile String knownHost = "";

  String method() {
    return head.method().name();
  }

  @Nullable String header(String name) {
    return head.headers().get(name);
  }

  boolean isHttp11() {
    return head.protocolVersion().equals(HttpVersion.HTTP_1_1);
  }

  boolean wantsKeepAlive() {
    return HttpUtil.isKeepAlive(head);
  }

  /** The target, without scheme and authority if a proxy's absolute form was used. */
  String target() {
    if (head.uri().startsWith("/")) {
      return head.uri();
    }
    Matcher absolute = ABSOLUTE_FORM.matcher(head.uri());
    if (!absolute.matches()) {
      return head.uri();
    }
    String rest = absolute.group(1);
    return rest.startsWith("/") ? rest : '/' + rest;
  }

  /**
   * Refuses what HTTP/1.1 demands to be refused (RFC 9112, section 3.2). That there is no second
   * host the decoder sees to.
   *
   * @throws Refusal 400 if there is no host, or it is none
   */
  void requireHost() {
    String host = head.headers().get(HttpHeaderNames.HOST);
    if (host == null && isHttp11()) {
      throw new Refusal(400, "Bad request", "expected a Host header, got none");
    }
    if (host != null && !host.equals(knownHost)) {
      if (!isHostAndPort(host)) {
        throw new Refusal(
            400, "Bad request", "expected a host and port, got the Host " + Quote.of(host));
      }
      knownHost = host;
    }
  }

  private static boolean isHostAndPort(String host) {
    Matcher parts = HOST_AND_PORT.matcher(host);
    return host.length() <= MAX_HOST
        && parts.matches()
        && (parts.group(1) == null || Integer.parseInt(parts.group(1)) <= MAX_PORT);
  }
}
