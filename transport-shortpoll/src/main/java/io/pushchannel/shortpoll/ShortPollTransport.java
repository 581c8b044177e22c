package io.pushchannel.shortpoll;

import static io.pushchannel.check.Arguments.requireAtLeast;
import static io.pushchannel.check.Arguments.requireMillisecond;
import static io.pushchannel.check.Arguments.requirePresent;

import io.pushchannel.PushOptions;
import io.pushchannel.check.PlainTime;
import io.pushchannel.http.SharedHttpClient;
import io.pushchannel.spi.EndpointContext;
import io.pushchannel.spi.PushConnection;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushTransport;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import okhttp3.OkHttpClient;

/**
 * Short polling: the client sends requests at a fixed rate, and the server responds immediately. A
 * message waits half an interval on average; an idle topic costs one request per interval.
 * Immutable.
 */
public final class ShortPollTransport implements PushTransport {

  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final OkHttpClient client;
  private final Duration interval;
  private final Duration maxInterval;

  /** Polls once per second, with the HTTP client that all transports share. */
  public ShortPollTransport() {
    this(SharedHttpClient.shared());
  }

  /** Polls once per second, with this HTTP client. */
  public ShortPollTransport(OkHttpClient client) {
    this(client, INTERVAL, INTERVAL);
  }

  private ShortPollTransport(OkHttpClient client, Duration interval, Duration maxInterval) {
    requirePresent("client", client);
    requireMillisecond("interval", interval);
    requireAtLeast(
        "maxInterval", interval, "interval (" + PlainTime.of(interval) + ")", maxInterval);
    this.client = client;
    this.interval = interval;
    this.maxInterval = maxInterval;
  }

  /** This, polling once per {@code newInterval}; 1 ms or more. */
  public ShortPollTransport withInterval(Duration newInterval) {
    return new ShortPollTransport(client, newInterval, newInterval);
  }

  /**
   * This, doubling the interval up to {@code newMax} while nothing comes, and going back to the
   * shortest when something does: fewer requests, later messages.
   */
  public ShortPollTransport withAdaptiveInterval(Duration newMax) {
    return new ShortPollTransport(client, interval, newMax);
  }

  @Override
  public String name() {
    return "shortpoll";
  }

  @Override
  public int preference() {
    return 1;
  }

  @Override
  public PushEndpoint endpoint(EndpointContext settings) {
    return new ShortPollEndpoint(settings);
  }

  @Override
  public PushConnection connection(URI base, PushOptions options) {
    PollSchedule schedule = new PollSchedule(interval, maxInterval, System::nanoTime, new Random());
    return new ShortPollConnection(base, options, client, schedule);
  }
}
