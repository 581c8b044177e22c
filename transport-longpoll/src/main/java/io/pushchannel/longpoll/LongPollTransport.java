package io.pushchannel.longpoll;

import static io.pushchannel.check.Arguments.requireMillisecond;
import static io.pushchannel.check.Arguments.requirePresent;

import io.pushchannel.PushOptions;
import io.pushchannel.http.SharedHttpClient;
import io.pushchannel.spi.EndpointContext;
import io.pushchannel.spi.PushConnection;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushTransport;
import java.net.URI;
import java.time.Duration;
import okhttp3.OkHttpClient;

/**
 * Long polling: the client sends a request, the server responds as soon as there is a message, and
 * the client sends the next request. Messages arrive without delay; an idle topic costs one request
 * per hold. Immutable.
 */
public final class LongPollTransport implements PushTransport {

  /** Shorter than the 30 s after which proxies begin to give up. */
  private static final Duration WAIT = Duration.ofSeconds(25);

  private final OkHttpClient client;
  private final Duration wait;

  /** Has polls held for 25 s, with the HTTP client that all transports share. */
  public LongPollTransport() {
    this(SharedHttpClient.shared());
  }

  /** Has polls held for 25 s, with this HTTP client. */
  public LongPollTransport(OkHttpClient client) {
    this(client, WAIT);
  }

  private LongPollTransport(OkHttpClient client, Duration wait) {
    requirePresent("client", client);
    requireMillisecond("wait", wait);
    this.client = client;
    this.wait = wait;
  }

  /** This, asking the server to hold a poll for so long; 1 ms or more, and it may hold it less. */
  public LongPollTransport withWait(Duration newWait) {
    return new LongPollTransport(client, newWait);
  }

  @Override
  public String name() {
    return "longpoll";
  }

  @Override
  public int preference() {
    return 2;
  }

  @Override
  public PushEndpoint endpoint(EndpointContext settings) {
    return new LongPollEndpoint(settings);
  }

  @Override
  public PushConnection connection(URI base, PushOptions options) {
    return new LongPollConnection(base, options, client, wait);
  }
}
