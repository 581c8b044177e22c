package io.pushchannel.sse;

import io.pushchannel.PushOptions;
import io.pushchannel.check.Arguments;
import io.pushchannel.http.SharedHttpClient;
import io.pushchannel.spi.EndpointContext;
import io.pushchannel.spi.PushConnection;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushTransport;
import java.net.URI;
import okhttp3.OkHttpClient;

/**
 * Server-sent events: one request, and a response that brings each message as it is published. A
 * browser speaks it by itself, with {@code EventSource}. Immutable.
 */
public final class SseTransport implements PushTransport {

  private final OkHttpClient client;

  /** Streams with the HTTP client that all transports share. */
  public SseTransport() {
    this(SharedHttpClient.shared());
  }

  /** Streams with this HTTP client. */
  public SseTransport(OkHttpClient client) {
    this.client = Arguments.requirePresent("client", client);
  }

  @Override
  public String name() {
    return "sse";
  }

  @Override
  public int preference() {
    return 3;
  }

  @Override
  public PushEndpoint endpoint(EndpointContext settings) {
    return new SseEndpoint(settings);
  }

  @Override
  public PushConnection connection(URI base, PushOptions options) {
    return new SseConnection(base, options, client);
  }
}
