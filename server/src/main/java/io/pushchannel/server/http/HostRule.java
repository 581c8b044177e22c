package io.pushchannel.server.http;

import io.netty.util.NetUtil;
import io.pushchannel.check.Excerpt;
import io.pushchannel.spi.HttpProblemException;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that a request may name (RFC 9112, section 3.2). A page of another site can make its
 * own name resolve to this machine (DNS rebinding); its requests are then of its own origin, and
 * only the name in {@code Host} gives them away. Thread-safe.
 */
public final class HostRule {

  /** RFC 3986, section 3.2, without a user; a comma would make it a list. Empty is allowed. */
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._~!$&'()*+;=%-]*)(?::([0-9]{1,5})?)?");

  private static final Pattern LISTABLE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._~-]*");

  /** Names and addresses of the client's own machine, which DNS rebinding cannot use. */
  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");

  /** Maximum length of a DNS name with a port. */
  private static final int MAX_HOST = 253 + 6;

  private static final int MAX_PORT = 65_535;

  /** Canonical names; empty if any host is served. */
  private final Set<String> allowed;

  /** The last host that passed: nearly every request names the same one. */
  private volatile String knownHost = "";

  private HostRule(Set<String> allowed) {
    this.allowed = Set.copyOf(allowed);
  }

  /**
   * The rule of a server that listens on {@code address}: loopback names, the configured host and
   * the listed ones. A server that others can reach serves any host if none is listed.
   *
   * @param address null if {@code host} cannot be resolved
   */
  public static HostRule of(String host, @Nullable InetAddress address, Set<String> listed) {
    Set<String> names = new TreeSet<>();
    boolean isRestricted = !listed.isEmpty() || (address != null && address.isLoopbackAddress());
    if (isRestricted) {
      names.addAll(LOOPBACK);
      names.add(canonical(host));
      names.addAll(listed);
    }
    return new HostRule(names);
  }

  /**
   * Returns {@code name} in the form that {@link #of} expects.
   *
   * @throws IllegalArgumentException if it is no host name and no address
   */
  public static String requireListable(String name) {
    boolean isAddress =
        NetUtil.isValidIpV6Address(name) && name.startsWith("[") == name.endsWith("]");
    if (!isAddress && !LISTABLE.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "allowHost must be a host name or an address without a port, such as push.example.org,"
              + " was "
              + Excerpt.quoted(name));
    }
    return canonical(name);
  }

  /**
   * Refuses a request whose target or {@code Host} names no host, or one that is not allowed. The
   * authority of an absolute target replaces the header (RFC 9112, section 3.2.2).
   *
   * @param authority of an absolute target, or null
   * @throws HttpProblemException 400 or 421
   */
  public void check(@Nullable String authority, @Nullable String host, boolean isHttp11) {
    if (host == null && isHttp11) {
      throw new HttpProblemException(400, "Bad request", "a Host header is required");
    }
    if (host != null) {
      requireHostAndPort(host, authority != null);
    }
    if (authority != null) {
      if (authority.isEmpty()) {
        throw new HttpProblemException(400, "Bad request", "the target must have a host");
      }
      requireHostAndPort(authority, false);
    }
  }

  private void requireHostAndPort(String host, boolean isReplaced) {
    if (host.equals(knownHost)) {
      return;
    }
    Matcher parts = HOST_AND_PORT.matcher(host);
    if (!isHostAndPort(host, parts)) {
      throw new HttpProblemException(
          400, "Bad request", "Host must be a host and port, was " + Excerpt.quoted(host));
    }
    if (!isReplaced) {
      requireAllowed(host, parts.group(1));
      knownHost = host;
    }
  }

  /**
   * A client that names no host is no browser, so no page has lured it here. The refusal does not
   * list what is allowed, because the page could read it.
   */
  private void requireAllowed(String host, String name) {
    if (!allowed.isEmpty() && !name.isEmpty() && !allowed.contains(canonical(name))) {
      throw new HttpProblemException(
          421,
          "Misdirected request",
          "the host "
              + Excerpt.quoted(host)
              + " is not allowed here; the server's allowHost adds names");
    }
  }

  private static boolean isHostAndPort(String host, Matcher parts) {
    return host.length() <= MAX_HOST
        && parts.matches()
        && (parts.group(2) == null || Integer.parseInt(parts.group(2)) <= MAX_PORT);
  }

  /** Lower case, without a trailing dot; an IPv6 address without brackets, in its shortest form. */
  private static String canonical(String name) {
    if (NetUtil.isValidIpV6Address(name)) {
      byte[] address = NetUtil.createByteArrayFromIpAddressString(name);
      return address == null ? name : NetUtil.bytesToIpAddress(address);
    }
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
