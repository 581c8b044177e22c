package io.pushchannel.server.http;

import io.pushchannel.check.Excerpt;
import io.pushchannel.spi.HttpProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rule for requests from pages of other origins (Fetch standard, CORS): only listed origins are
 * allowed. An unlisted origin is never reflected, and {@code *} is never sent.
 */
public final class OriginRule {

  /** A cache must not give one origin what it keeps for another. */
  private static final Map<String, String> VARY = Map.of("Vary", "Origin");

  private static final Pattern LISTABLE = Pattern.compile("null|[a-z][a-z0-9+.-]*://[^/?#@*\\s]+");

  private final Set<String> listed;
  private final boolean allowCredentials;

  /**
   * Returns {@code origin} if it has the form that browsers send.
   *
   * @throws IllegalArgumentException with the form and the value
   */
  public static String requireListable(String origin) {
    if (!LISTABLE.matcher(origin).matches()) {
      throw new IllegalArgumentException(
          "allowOrigin must be an origin such as https://example.org, without a path, was "
              + origin);
    }
    return origin;
  }

  /**
   * Creates a rule.
   *
   * @param allowCredentials true if pages of listed origins may send cookies
   * @throws IllegalArgumentException if {@code null} is listed and may send them: sandboxed pages
   *     of every site have this origin
   */
  public OriginRule(Set<String> listed, boolean allowCredentials) {
    if (allowCredentials && listed.contains("null")) {
      throw new IllegalArgumentException(
          "allowCredentials must be false with allowOrigin \"null\", was true");
    }
    this.listed = Set.copyOf(listed);
    this.allowCredentials = allowCredentials;
  }

  /**
   * The headers to add to every answer.
   *
   * @param origin the request's {@code Origin}, or null
   * @param host the request's {@code Host}, or null
   * @throws HttpProblemException 403 if the origin is neither the server's own nor listed
   */
  public Map<String, String> check(@Nullable String origin, @Nullable String host) {
    if (origin != null && !listed.contains(origin) && !isOwn(origin, host)) {
      throw new HttpProblemException(
          403,
          "Origin refused",
          "the origin "
              + Excerpt.quoted(origin)
              + " is neither the one of the Host "
              + Excerpt.quoted(String.valueOf(host))
              + " nor listed; a proxy must pass the Host on, and the server's allowOrigin adds origins");
    }
    return headers(origin);
  }

  /**
   * Returns the headers to add to a response, also to an error for a request that was not read
   * completely: without them the page of a listed origin cannot read the error.
   *
   * @param origin the request's {@code Origin}, or null
   */
  public Map<String, String> headers(@Nullable String origin) {
    if (origin == null || !listed.contains(origin)) {
      return listed.isEmpty() ? Map.of() : VARY;
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Access-Control-Allow-Origin", origin);
    if (allowCredentials) {
      headers.put("Access-Control-Allow-Credentials", "true");
    }
    headers.put("Access-Control-Expose-Headers", "ETag, Retry-After");
    headers.put("Vary", "Origin");
    return headers;
  }

  /** The headers that answer a preflight, beside those of {@link #check}. */
  public static Map<String, String> preflight(List<String> methods) {
    return Map.of(
        "Access-Control-Allow-Methods", String.join(", ", methods),
        "Access-Control-Allow-Headers",
            "Authorization, Content-Type, Idempotency-Key, If-None-Match, Last-Event-ID, Cache-Control",
        "Access-Control-Max-Age", "600");
  }

  private static boolean isOwn(String origin, @Nullable String host) {
    boolean isSecure = origin.startsWith("https://");
    if (host == null || host.isEmpty() || !(isSecure || origin.startsWith("http://"))) {
      return false;
    }
    String defaultPort = isSecure ? ":443" : ":80"; // TLS may end in front of us
    return withoutPort(origin.substring(isSecure ? 8 : 7), defaultPort)
        .equals(withoutPort(host, defaultPort));
  }

  private static String withoutPort(String authority, String defaultPort) {
    String lower = authority.toLowerCase(Locale.ROOT);
    return lower.endsWith(defaultPort)
        ? lower.substring(0, lower.length() - defaultPort.length())
        : lower;
  }
}
