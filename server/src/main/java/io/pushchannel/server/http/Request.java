package io.pushchannel.server.http;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.pushchannel.spi.HttpProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One request, whole. It may come again: then what was found out about it still holds. Confined to
 * its connection's loop.
 */
public final class Request {

  private static final Pattern ABSOLUTE_FORM =
      Pattern.compile("https?://([^/?#]*)(.*)", Pattern.CASE_INSENSITIVE);

  private final HttpRequest head;
  private final byte[] body;
  private final String target;
  private final @Nullable String authority;
  private final boolean keepAlive;
  private @Nullable QueryString query;
  private @Nullable Map<String, String> allowed;
  private final List<Object> memoized = new ArrayList<>(2);

  /** Creates a request with this request line and these headers; the body may be empty. */
  Request(HttpRequest head, byte[] body) {
    this.head = head;
    this.body = body;
    Matcher absolute = absoluteForm(head.uri());
    this.target = absolute == null ? head.uri() : path(absolute.group(2));
    this.authority = absolute == null ? null : absolute.group(1);
    this.keepAlive = HttpUtil.isKeepAlive(head);
  }

  public HttpRequest head() {
    return head;
  }

  public byte[] body() {
    return body;
  }

  public String method() {
    return head.method().name();
  }

  public @Nullable String header(String name) {
    return head.headers().get(name);
  }

  public boolean isHttp11() {
    return head.protocolVersion().equals(HttpVersion.HTTP_1_1);
  }

  public boolean wantsKeepAlive() {
    return keepAlive;
  }

  /** The target, without scheme and authority if a proxy's absolute form was used. */
  public String target() {
    return target;
  }

  private static @Nullable Matcher absoluteForm(String uri) {
    if (uri.startsWith("/")) {
      return null; // as nearly always
    }
    Matcher absolute = ABSOLUTE_FORM.matcher(uri);
    return absolute.matches() ? absolute : null;
  }

  private static String path(String rest) {
    return rest.startsWith("/") ? rest : '/' + rest;
  }

  /**
   * The query.
   *
   * @throws HttpProblemException 400 if it is not well formed
   */
  public QueryString query() {
    if (query == null) {
      int mark = target.indexOf('?');
      query = new QueryString(mark < 0 ? "" : target.substring(mark + 1));
    }
    return query;
  }

  /**
   * Checks the host and the origin.
   *
   * @return the headers that the response has because of {@code origins}
   * @throws HttpProblemException 400 if the host is missing or broken, 421 if it is not allowed,
   *     403 if the origin is not allowed
   */
  public Map<String, String> allowedBy(HostRule hosts, OriginRule origins) {
    if (allowed == null) {
      String host = header("Host");
      hosts.check(authority, host, isHttp11());
      allowed = origins.check(header("Origin"), authority == null ? host : authority);
    }
    return allowed;
  }

  /** Returns the value of this type that an endpoint computed from the request before, or null. */
  public <T> @Nullable T memoized(Class<T> type) {
    for (int i = 0; i < memoized.size(); i++) {
      if (type.isInstance(memoized.get(i))) {
        return type.cast(memoized.get(i));
      }
    }
    return null;
  }

  /** Keeps a value for the next request with the same bytes. */
  public void memoize(Object value) {
    memoized.add(value);
  }
}
