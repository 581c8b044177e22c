package io.pushchannel.http;

import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** The HTTP client of those who bring none of their own. */
public final class SharedHttpClient {

  /** Idle connections and threads go after so long. */
  private static final Duration KEPT = Duration.ofSeconds(20);

  private static final int MAX_CALLS = 256;

  private SharedHttpClient() {}

  /**
   * The client that all transports of this process share. Its threads are daemons and few. Proxies
   * and their login are those of the JVM: {@link java.net.ProxySelector}, {@link
   * java.net.Authenticator}.
   */
  public static OkHttpClient shared() {
    return Shared.CLIENT;
  }

  private static final class Shared {
    static final OkHttpClient CLIENT =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher())
            .connectionPool(new ConnectionPool(64, KEPT.toMillis(), TimeUnit.MILLISECONDS))
            .retryOnConnectionFailure(true)
            .proxyAuthenticator(new ProxyLogin())
            .build();
  }

  /** OkHttp's own allows 5 calls to a host, and holds the process for a minute. */
  private static Dispatcher dispatcher() {
    AtomicInteger number = new AtomicInteger();
    Dispatcher dispatcher =
        new Dispatcher(
            new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                KEPT.toMillis(),
                TimeUnit.MILLISECONDS,
                new SynchronousQueue<>(),
                call -> {
                  Thread thread = new Thread(call, "pushchannel-http-" + number.incrementAndGet());
                  thread.setDaemon(true);
                  return thread;
                }));
    dispatcher.setMaxRequests(MAX_CALLS);
    dispatcher.setMaxRequestsPerHost(MAX_CALLS);
    return dispatcher;
  }
}
