package io.pushchannel.cli.chaos;

import io.pushchannel.longpoll.LongPollTransport;
import io.pushchannel.shortpoll.ShortPollTransport;
import io.pushchannel.spi.PushTransport;
import io.pushchannel.sse.SseTransport;
import io.pushchannel.websocket.WebSocketTransport;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;

/**
 * The transports with short intervals, so that much happens in little time. They have an HTTP
 * client of their own, closed with this object, so that its idle resources are not reported as a
 * leak.
 *
 * @param all the transports in the order of the tables
 * @param client the HTTP client
 */
public record QuickTransports(List<PushTransport> all, OkHttpClient client)
    implements AutoCloseable {

  private static final Duration INTERVAL = Duration.ofMillis(50);
  private static final Duration WAIT = Duration.ofMillis(500);
  private static final int MAX_CALLS = 256;

  /** Returns the transports with the names of {@code chosen}; all four if it is empty. */
  public static QuickTransports of(List<PushTransport> chosen) {
    Set<String> names = chosen.stream().map(PushTransport::name).collect(Collectors.toSet());
    OkHttpClient client = new OkHttpClient();
    client.dispatcher().setMaxRequests(MAX_CALLS);
    client.dispatcher().setMaxRequestsPerHost(MAX_CALLS);
    List<PushTransport> all =
        List.of(
            new ShortPollTransport(client).withInterval(INTERVAL),
            new LongPollTransport(client).withWait(WAIT),
            new SseTransport(client),
            new WebSocketTransport());
    return new QuickTransports(
        all.stream().filter(each -> names.isEmpty() || names.contains(each.name())).toList(),
        client);
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
