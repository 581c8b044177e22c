package io.pushchannel.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.pushchannel.spi.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * One request, whole.
 *
 * @param head the request line and headers
 * @param body the body, or nothing
 */
record Request(HttpRequest head, byte[] body) {

  private static final String NOT_IN_HOST = " \t/?#@,\\\"<>";

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

  private static boolean isHost(String host) {
    for (int i = 0; i < host.length(); i++) {
      if (NOT_IN_HOST.indexOf(host.charAt(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** The target, without scheme and authority if a proxy's absolute form was used. */
  String target() {
    String uri = head.uri();
    int scheme = uri.startsWith("/") ? -1 : uri.indexOf("://");
    if (scheme < 0) {
      return uri;
    }
    int path = uri.indexOf('/', scheme + 3);
    return path < 0 ? "/" : uri.substring(path);
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
    if (host != null && !isHost(host)) {
      throw new Refusal(400, "Bad request", "expected a host and port, got the Host " + host);
    }
  }
}
