package io.pushchannel.server;

import io.pushchannel.spi.Quote;
import io.pushchannel.spi.Refusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code Host} may be (RFC 9112, section 3.2). That there is only one the decoder sees to.
 */
final class HostRule {

  /** RFC 3986, section 3.2, without a user; a comma would make it a list. Empty is allowed. */
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?:\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._~!$&'()*+;=%-]*)(?::([0-9]{1,5})?)?");

  /** The longest name that DNS knows, and a port. */
  private static final int MAX_HOST = 253 + 6;

  private static final int MAX_PORT = 65_535;

  /** The last that was looked at and is one: nearly every request names the same host. */
  private static volatile String knownHost = "";

  private HostRule() {}

  /**
   * Refuses a host that is none, or none at all where there must be one.
   *
   * @throws Refusal 400
   */
  static void requireGood(@Nullable String host, boolean isHttp11) {
    if (host == null && isHttp11) {
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
