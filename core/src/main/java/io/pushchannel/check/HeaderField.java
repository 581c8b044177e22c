package io.pushchannel.check;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The rule for HTTP header fields (RFC 9110, section 5), the same on both ends. */
public final class HeaderField {

  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
  private static final String WEBSOCKET = "sec-websocket-";

  /** Fields with a meaning in HTTP or in this protocol; a transport sets them where they belong. */
  private static final Set<String> OF_TRANSPORTS =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "idempotency-key",
          "if-none-match",
          "keep-alive",
          "last-event-id",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private HeaderField() {}

  /**
   * Requires a valid name and value. A name is a token. A value has visible ASCII characters,
   * spaces and tabs.
   *
   * @throws IllegalArgumentException with the name, and without the value, which may be secret
   */
  public static void requireValid(String name, String value) {
    if (!isToken(name)) {
      throw new IllegalArgumentException(
          "the name of a header must be of ASCII letters, digits and "
              + TOKEN_MARKS
              + ", was "
              + Excerpt.of(name));
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c > '~') {
        throw new IllegalArgumentException(
            "the value of the header "
                + name
                + " must be of visible ASCII characters, spaces and tabs, and has another at index "
                + i);
      }
    }
  }

  /**
   * Requires headers that an application may add to each request of a transport.
   *
   * @throws IllegalArgumentException if one is not valid, or belongs to the transport
   */
  public static void requireOfApplication(Map<String, String> headers) {
    headers.forEach(
        (name, value) -> {
          requireValid(name, value);
          String lower = name.toLowerCase(Locale.ROOT);
          if (OF_TRANSPORTS.contains(lower) || lower.startsWith(WEBSOCKET)) {
            throw new IllegalArgumentException(
                "the header " + name + " is set by the transport, and must not be in the headers");
          }
        });
  }

  private static boolean isToken(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isAllowed =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || TOKEN_MARKS.indexOf(c) >= 0;
      if (!isAllowed) {
        return false;
      }
    }
    return !name.isEmpty();
  }
}
