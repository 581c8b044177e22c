package io.pushchannel.server;

import io.pushchannel.spi.Refusal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask from a page of another origin (the Fetch standard, CORS): only those listed, by name.
 * No origin is ever reflected unlisted, and {@code *} is never said.
 */
final class OriginRule {

  private final Set<String> listed;

  OriginRule(Set<String> listed) {
    this.listed = Set.copyOf(listed);
  }

  /**
   * The headers to add to every answer.
   *
   * @param origin the request's {@code Origin}, or null
   * @param host the request's {@code Host}, or null
   * @throws Refusal 403 if the origin is neither the server's own nor listed
   */
  Map<String, String> check(@Nullable String origin, @Nullable String host) {
    if (origin == null || (isOwn(origin, host) && !listed.contains(origin))) {
      return Map.of();
    }
    if (!listed.contains(origin)) {
      throw new Refusal(
          403,
          "Origin refused",
          "expected a request of this server's own origin or of a listed one, got " + origin);
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Access-Control-Allow-Origin", origin);
    headers.put("Access-Control-Expose-Headers", "ETag, Retry-After");
    headers.put("Vary", "Origin");
    return headers;
  }

  /** The headers that answer a preflight, beside those of {@link #check}. */
  static Map<String, String> preflight() {
    return Map.of(
        "Access-Control-Allow-Methods", "GET, POST",
        "Access-Control-Allow-Headers",
            "Content-Type, Idempotency-Key, If-None-Match, Last-Event-ID, Cache-Control",
        "Access-Control-Max-Age", "600");
  }

  private static boolean isOwn(String origin, @Nullable String host) {
    int scheme = origin.indexOf("://");
    if (scheme < 0 || host == null) {
      return false;
    }
    String defaultPort = origin.startsWith("https:") ? ":443" : ":80";
    return withoutPort(origin.substring(scheme + 3), defaultPort)
        .equals(withoutPort(host, defaultPort));
  }

  private static String withoutPort(String authority, String defaultPort) {
    String lower = authority.toLowerCase(Locale.ROOT);
    return lower.endsWith(defaultPort)
        ? lower.substring(0, lower.length() - defaultPort.length())
        : lower;
  }
}
