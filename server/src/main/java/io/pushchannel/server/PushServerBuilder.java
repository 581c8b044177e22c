package io.pushchannel.server;

import static io.pushchannel.check.Arguments.requireAtLeast;
import static io.pushchannel.check.Arguments.requirePositive;
import static io.pushchannel.check.Arguments.requirePresent;

import io.pushchannel.MessageBus;
import io.pushchannel.server.http.HostRule;
import io.pushchannel.server.http.OriginRule;
import io.pushchannel.spi.EndpointContext;
import io.pushchannel.spi.JacksonCheck;
import io.pushchannel.spi.MessageLog;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushTransport;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/** Describes a {@link PushServer}. Every setting has a default. Not thread-safe. */
public final class PushServerBuilder {

  private final MessageLog log;
  private final Map<String, Mount> mounted = new LinkedHashMap<>();
  private final Map<String, Mount> mountedUnder = new LinkedHashMap<>();
  private List<PushTransport> transports = List.of();
  private Duration heartbeat = Duration.ofSeconds(15);
  private Duration maxWait = Duration.ofSeconds(60);
  private boolean clientPublish = true;
  private boolean allowSubscribe = true;
  final Set<String> hosts = new LinkedHashSet<>();
  final Set<String> origins = new LinkedHashSet<>();
  boolean allowCredentials;
  ServerLimits limits = ServerLimits.DEFAULT;
  String host = "127.0.0.1";
  String basePath = "/push";
  int port = 8080;
  int eventLoops = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  PushServerBuilder(MessageLog log) {
    this.log = requirePresent("log", log);
  }

  /** The address to listen on; 127.0.0.1 by default, so that only this machine can connect. */
  public PushServerBuilder host(String newHost) {
    host = requirePresent("host", newHost);
    return this;
  }

  /** The port to listen on, 8080 by default; 0 for any that is free. */
  public PushServerBuilder port(int newPort) {
    if (newPort < 0 || newPort > 65_535) {
      throw new IllegalArgumentException("port must be 0 to 65535, was " + newPort);
    }
    port = newPort;
    return this;
  }

  /** Sets the base path of all endpoints. Default: {@code /push}. */
  public PushServerBuilder basePath(String newBasePath) {
    if (!requirePresent("basePath", newBasePath).matches("(/[A-Za-z0-9._~-]+)+")) {
      throw new IllegalArgumentException(
          "basePath must be a path such as /push, was " + newBasePath);
    }
    basePath = newBasePath;
    return this;
  }

  /** The transports to offer; by default all that {@link ServiceLoader} finds. */
  public PushServerBuilder transports(PushTransport... newTransports) {
    for (PushTransport transport : requirePresent("transports", newTransports)) {
      requirePresent("transport", transport);
    }
    transports = List.of(newTransports);
    return this;
  }

  /** Sets the maximum time without data on a stream; then a heartbeat is sent. Default: 15 s. */
  public PushServerBuilder heartbeat(Duration newHeartbeat) {
    heartbeat = requireAtLeast("heartbeat", Duration.ofMillis(100), "100 ms", newHeartbeat);
    return this;
  }

  /** Sets the maximum time to hold a poll. Default: 60 s. */
  public PushServerBuilder maxWait(Duration newMaxWait) {
    maxWait = requireAtLeast("maxWait", Duration.ZERO, "0 ms", newMaxWait);
    return this;
  }

  /** Sets the number of event loops. Default: half the number of processors. */
  public PushServerBuilder eventLoops(int newEventLoops) {
    requirePositive("eventLoops", newEventLoops);
    eventLoops = newEventLoops;
    return this;
  }

  /**
   * Adds names that clients may use for this server, {@code push.example.org} for example, without
   * a port. A request with another {@code Host} receives 421, because a page could otherwise reach
   * the server under a name of its own (DNS rebinding).
   *
   * <p>{@code localhost}, {@code 127.0.0.1}, {@code ::1} and the {@link #host} are always allowed.
   * On an address that other machines can reach, every name is allowed until one is added here.
   */
  public PushServerBuilder allowHost(String... newHosts) {
    for (String name : newHosts) {
      hosts.add(HostRule.requireListable(name));
    }
    return this;
  }

  /** Allows pages of another origin, {@code https://example.org} for example, to ask. */
  public PushServerBuilder allowOrigin(String... newOrigins) {
    for (String origin : newOrigins) {
      origins.add(OriginRule.requireListable(origin));
    }
    return this;
  }

  /**
   * Sets whether pages of the listed origins may send cookies and other credentials; false by
   * default. If true, they act with the rights of the logged-in user. {@code Authorization} is a
   * plain header and needs no option.
   */
  public PushServerBuilder allowCredentials(boolean allowed) {
    allowCredentials = allowed;
    return this;
  }

  /**
   * Sets whether clients may publish; true by default. If false, every publish by a client fails
   * with 403, over HTTP and on a WebSocket. {@link MessageBus#publish} is not affected.
   */
  public PushServerBuilder clientPublish(boolean allowed) {
    clientPublish = allowed;
    return this;
  }

  /**
   * Sets whether a client may add topics to an open WebSocket; true by default. If false, a client
   * reads the topics of its request and no others, which a gateway can check.
   */
  public PushServerBuilder allowSubscribe(boolean allowed) {
    allowSubscribe = allowed;
    return this;
  }

  /** Sets the limits of requests and connections. */
  public PushServerBuilder limits(ServerLimits newLimits) {
    limits = requirePresent("limits", newLimits);
    return this;
  }

  /**
   * Adds an endpoint for exactly one path, within or outside the base path.
   *
   * @param methods methods for pages of a listed origin; GET, HEAD and POST if none is given
   */
  public PushServerBuilder mount(String path, PushEndpoint endpoint, String... methods) {
    if (!requirePresent("path", path).startsWith("/")) {
      throw new IllegalArgumentException("path must be such as /demo, was " + path);
    }
    mounted.put(path, Mount.of(requirePresent("endpoint", endpoint), methods));
    return this;
  }

  /**
   * Adds an endpoint for all paths that begin with {@code path}, for example {@code /docs/}.
   * Endpoints of an exact path and of a longer prefix take precedence.
   *
   * @param methods methods for pages of a listed origin; GET, HEAD and POST if none is given
   */
  public PushServerBuilder mountUnder(String path, PushEndpoint endpoint, String... methods) {
    if (!requirePresent("path", path).startsWith("/") || !path.endsWith("/")) {
      throw new IllegalArgumentException(
          "path must be such as /docs/, with a slash at its end, was " + path);
    }
    mountedUnder.put(path, Mount.of(requirePresent("endpoint", endpoint), methods));
    return this;
  }

  /**
   * Starts the server.
   *
   * @throws UncheckedIOException if it cannot listen there
   * @throws IllegalStateException if there is no transport, or if Netty or Jackson on the class
   *     path is too old
   */
  public PushServer start() {
    NettyCheck.require();
    JacksonCheck.require();
    return new PushServer(this);
  }

  Router router() {
    List<PushTransport> offered =
        transports.isEmpty()
            ? ServiceLoader.load(PushTransport.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList()
            : transports;
    if (offered.isEmpty()) {
      throw new IllegalStateException(
          "no transport: add io.pushchannel:pushchannel-transport-sse (or -shortpoll, -longpoll,"
              + " -websocket) to the class path, or call transports(...)");
    }
    EndpointContext settings =
        new EndpointContext(
            new UnfinishedKeys(log),
            heartbeat,
            maxWait,
            limits.topics(),
            limits.bodyBytes(),
            limits.minBytesPerSecond(),
            clientPublish,
            allowSubscribe);
    Router router = new Router();
    router.add(basePath, new DiscoveryEndpoint(offered, settings));
    router.add(basePath + "/publish", new PublishEndpoint(settings));
    offered.forEach(
        transport -> router.add(basePath + '/' + transport.name(), transport.endpoint(settings)));
    mounted.forEach(router::mount);
    mountedUnder.forEach(router::mountUnder);
    return router;
  }
}
