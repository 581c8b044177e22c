package io.pushchannel.check;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of a server as an application writes it. {@link URI#getHost} rejects host names with
 * an underscore, which container networks use; therefore the authority is parsed here.
 */
public final class ServerUri {

  /** An IPv6 address in brackets or a name, and maybe a port. */
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^\\[\\]:@\\\\]+)(?::([0-9]{0,5}))?");

  private static final int MAX_PORT = 65_535;

  private ServerUri() {}

  /**
   * Returns {@code uri} with its scheme in lower case.
   *
   * @throws IllegalArgumentException if it is not {@code http} or {@code https} with a host, or has
   *     a user, a query or a fragment; the message shows none of these three
   */
  public static URI requireValid(URI uri) {
    String authority = uri.getRawAuthority();
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    boolean isHttp = scheme.equals("http") || scheme.equals("https");
    String host = authority == null ? null : host(authority);
    if (!isHttp || host == null) {
      throw new IllegalArgumentException(
          "base must be an address such as http://localhost:8080/push, was " + shown(uri));
    }
    if (authority.contains("@") || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "base must have no user, query and fragment (credentials go into PushOptions.headers),"
              + " but the address of "
              + host
              + " has one");
    }
    return URI.create(scheme + "://" + authority + uri.getRawPath());
  }

  /** Returns the host; null if it is missing or the port is invalid. */
  private static @Nullable String host(String authority) {
    Matcher parts = HOST_AND_PORT.matcher(authority.substring(authority.lastIndexOf('@') + 1));
    return parts.matches() && isPort(parts.group(2)) ? parts.group(1) : null;
  }

  private static boolean isPort(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return true;
    }
    int port = Integer.parseInt(text);
    return port > 0 && port <= MAX_PORT;
  }

  /** The address without a password or a token in it. */
  private static String shown(URI uri) {
    return uri.toString().replaceFirst("//[^/?#]*@", "//...@").replaceFirst("[?#].*", "...");
  }
}
