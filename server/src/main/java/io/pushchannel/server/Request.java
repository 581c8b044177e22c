package io.pushchannel.server;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.pushchannel.spi.Refusal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One request, whole. It may come again: then what was found out about it still holds. Confined to
 * its connection's loop.
 */
final class Request {

  private static final Pattern ABSOLUTE_FORM =
      Pattern.compile("https?://[^/?#]*(.*)", Pattern.CASE_INSENSITIVE);

  private final HttpRequest head;
  private final byte[] body;
  private final String target;
  private final boolean keepAlive;
  private @Nullable QueryString query;
  private @Nullable Map<String, String> allowed;
  private @Nullable Object remembered;

  /** One with this request line and these headers; the body is empty if there is none. */
  Request(HttpRequest head, byte[] body) {
    this.head = head;
    this.body = body;
    this.target = target(head.uri());
    this.keepAlive = HttpUtil.isKeepAlive(head);
  }

  HttpRequest head() {
    return head;
  }

  byte[] body() {
    return body;
  }

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
    return keepAlive;
  }

  /** The target, without scheme and authority if a proxy's absolute form was used. */
  String target() {
    return target;
  }

  private static String target(String uri) {
    if (uri.startsWith("/")) {
      return uri;
    }
    Matcher absolute = ABSOLUTE_FORM.matcher(uri);
    if (!absolute.matches()) {
      return uri;
    }
    String rest = absolute.group(1);
    return rest.startsWith("/") ? rest : '/' + rest;
  }

  /**
   * The query.
   *
   * @throws Refusal 400 if it is not well formed
   */
  QueryString query() {
    if (query == null) {
      int mark = target.indexOf('?');
      query = new QueryString(mark < 0 ? "" : target.substring(mark + 1));
    }
    return query;
  }

  /**
   * The headers that its answer has because of {@code origins}.
   *
   * @throws Refusal 400 if the host is missing or none, 403 if the origin is not allowed
   */
  Map<String, String> allowedBy(OriginRule origins) {
    if (allowed == null) {
      String host = header("Host");
      HostRule.requireGood(host, isHttp11());
      allowed = origins.check(header("Origin"), host);
    }
    return allowed;
  }

  /** What an endpoint made of it, if it has been asked before. */
  @Nullable Object remembered() {
    return remembered;
  }

  void remember(Object made) {
    remembered = made;
  }
}
