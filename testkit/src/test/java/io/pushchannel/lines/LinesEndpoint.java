package io.pushchannel.lines;

import io.pushchannel.spi.EndpointContext;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.Pump;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.PushStream;
import io.pushchannel.spi.ReadRequest;
import java.util.Map;

/** The server half: opens a response, then repeatedly reads from the feed and writes. */
final class LinesEndpoint implements PushEndpoint {

  private static final Map<String, String> HEADERS =
      Map.of("Content-Type", LinesFormat.TYPE, "Cache-Control", "no-store");

  private final EndpointContext settings;

  LinesEndpoint(EndpointContext settings) {
    this.settings = settings;
  }

  @Override
  public void handle(PushExchange exchange) {
    ReadRequest request = ReadRequest.of(exchange, settings);
    LinesFormat format = exchange.isHttp11() ? LinesFormat.CHUNKED : LinesFormat.PLAIN;
    Feed feed = request.open(settings.log(), format, exchange.notifier());
    PushStream stream = exchange.stream(200, HEADERS);
    Pump.start(feed, format, stream, settings.heartbeat());
  }
}
