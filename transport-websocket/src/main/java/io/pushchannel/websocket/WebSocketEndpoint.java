package io.pushchannel.websocket;

import io.pushchannel.spi.EndpointContext;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.Pump;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.PushStream;
import io.pushchannel.spi.ReadRequest;

/** The server half: leaves HTTP and repeats: read, write; the client may write too. */
final class WebSocketEndpoint implements PushEndpoint {

  private final EndpointContext settings;

  WebSocketEndpoint(EndpointContext settings) {
    this.settings = settings;
  }

  @Override
  public void handle(PushExchange exchange) {
    ReadRequest request = ReadRequest.of(exchange, settings);
    byte[] responseHead = Handshake.accept(exchange);
    Feed feed = request.open(settings.log(), WebSocketFormat.INSTANCE, exchange.notifier());
    ClientInput input = new ClientInput(feed, settings, exchange.notifier());
    PushStream stream = exchange.upgrade(responseHead, input);
    input.start(stream);
    Pump.start(feed, WebSocketFormat.INSTANCE, stream, settings.heartbeat());
  }
}
