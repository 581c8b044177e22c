package io.pushchannel.testkit;

import io.pushchannel.MessageBus;
import io.pushchannel.PushOptions;
import io.pushchannel.spi.EndpointContext;
import io.pushchannel.spi.HttpProblemException;
import io.pushchannel.spi.MessageLog;
import io.pushchannel.spi.PushConnection;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.PushTransport;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A transport with a gate before its server half. The gate records read requests. On demand it
 * refuses them, or leaves them without a response.
 */
final class GatedTransport implements PushTransport {

  /** The kind of response of the server half. */
  enum ResponseKind {
    /** One response per request. */
    POLL,
    /** An endless response, on which only the server sends. */
    STREAM,
    /** A connection on which both ends send. */
    UPGRADE
  }

  private final PushTransport transport;
  private final Queue<HttpProblemException> refusals = new ConcurrentLinkedQueue<>();
  private final List<Long> arrivals = new CopyOnWriteArrayList<>();
  private volatile ResponseKind responseKind = ResponseKind.POLL;
  private volatile boolean holding;
  private volatile @Nullable EndpointContext settings;
  private volatile @Nullable PushEndpoint other;

  GatedTransport(PushTransport transport) {
    this.transport = transport;
  }

  /** Adds a refusal. Each new request takes the oldest refusal that is left. */
  void refuse(int status, Map<String, String> headers) {
    refusals.add(
        new HttpProblemException(
            status, "Refused by the gate", "the test requires status " + status, headers));
  }

  /** Leaves all further requests without a response. */
  void hold() {
    holding = true;
  }

  /**
   * From now on every second request reads from {@code otherBus}, as if a balancer distributed
   * requests to two servers that do not share a bus.
   */
  void alternate(MessageBus otherBus) {
    EndpointContext own = Objects.requireNonNull(settings, "the server has not started");
    other =
        transport.endpoint(
            new EndpointContext(
                (MessageLog) otherBus,
                own.heartbeat(),
                own.maxWait(),
                own.maxTopics(),
                own.maxMessageBytes(),
                own.minBytesPerSecond()));
  }

  /** Returns the arrival times of requests, on the clock of {@link System#nanoTime}. */
  List<Long> arrivals() {
    return List.copyOf(arrivals);
  }

  /** Returns the kind of the last response. */
  ResponseKind responseKind() {
    return responseKind;
  }

  @Override
  public String name() {
    return transport.name();
  }

  @Override
  public int preference() {
    return transport.preference();
  }

  @Override
  public PushEndpoint endpoint(EndpointContext newSettings) {
    settings = newSettings;
    PushEndpoint endpoint = transport.endpoint(newSettings);
    return exchange -> pass(endpoint, exchange);
  }

  @Override
  public PushConnection connection(URI base, PushOptions options) {
    return transport.connection(base, options);
  }

  private void pass(PushEndpoint endpoint, PushExchange exchange) {
    arrivals.add(System.nanoTime());
    HttpProblemException refusal = refusals.poll();
    if (refusal != null) {
      throw refusal;
    }
    PushEndpoint second = other;
    PushEndpoint target = second == null || arrivals.size() % 2 == 0 ? endpoint : second;
    if (!holding) {
      target.handle(
          CallInterceptor.intercept(
              PushExchange.class,
              exchange,
              Map.of(
                  "respond", () -> responseKind = ResponseKind.POLL,
                  "stream", () -> responseKind = ResponseKind.STREAM,
                  "upgrade", () -> responseKind = ResponseKind.UPGRADE)));
    }
  }
}
