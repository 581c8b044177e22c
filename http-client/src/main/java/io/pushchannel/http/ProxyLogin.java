package io.pushchannel.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import okhttp3.Challenge;
import okhttp3.Credentials;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * Gets the login of a proxy from the JVM's {@link Authenticator}. OkHttp's own class for this fails
 * on a proxy whose address is not resolved, which is how the JVM's settings name it.
 */
final class ProxyLogin implements okhttp3.Authenticator {

  private static final String HEADER = "Proxy-Authorization";

  /**
   * Returns the request with credentials; null without credentials, or if the proxy has rejected
   * them.
   */
  @Override
  public @Nullable Request authenticate(@Nullable Route route, Response challenged) {
    boolean isFirst = challenged.request().header(HEADER) == null;
    if (route != null && isFirst && route.proxy().address() instanceof InetSocketAddress proxy) {
      for (Challenge challenge : challenged.challenges()) {
        PasswordAuthentication login = login(challenge, proxy);
        if (login != null) {
          String credentials =
              Credentials.basic(login.getUserName(), new String(login.getPassword()), ISO_8859_1);
          return challenged.request().newBuilder().header(HEADER, credentials).build();
        }
      }
    }
    return null;
  }

  private static @Nullable PasswordAuthentication login(
      Challenge challenge, InetSocketAddress proxy) {
    return "Basic".equalsIgnoreCase(challenge.scheme())
        ? Authenticator.requestPasswordAuthentication(
            proxy.getHostString(),
            proxy.getAddress(),
            proxy.getPort(),
            "http",
            challenge.realm(),
            challenge.scheme(),
            null,
            Authenticator.RequestorType.PROXY)
        : null;
  }
}
