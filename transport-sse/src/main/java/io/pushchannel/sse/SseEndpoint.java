package io.pushchannel.sse;

import io.pushchannel.spi.EndpointContext;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.Pump;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.PushStream;
import io.pushchannel.spi.ReadRequest;
import java.util.Map;

/** The server half: opens a response and repeats: read, write. */
final class SseEndpoint implements PushEndpoint {

  /** The third is for nginx, which would otherwise hold events back until its buffer is full. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Type", "text/event-stream",
          "Cache-Control", "no-store, no-transform",
          "X-Accel-Buffering", "no");

  private final EndpointContext settings;

  SseEndpoint(EndpointContext settings) {
    this.settings = settings;
  }

  @Override
  public void handle(PushExchange exchange) {
    ReadRequest request = ReadRequest.of(exchange, settings);
    SseFormat format = exchange.isHttp11() ? SseFormat.CHUNKED : SseFormat.PLAIN;
    Feed feed = request.open(settings.log(), format, exchange.notifier());
    PushStream stream = exchange.stream(200, HEADERS);
    Pump.start(feed, format, stream, settings.heartbeat());
  }
}
