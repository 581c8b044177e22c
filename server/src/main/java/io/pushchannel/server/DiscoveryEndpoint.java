package io.pushchannel.server;

import io.pushchannel.spi.EndpointContext;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.PushTransport;
import io.pushchannel.spi.ReadRequest;
import io.pushchannel.wire.WireBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Describes the server: {@code GET /push}. */
final class DiscoveryEndpoint implements PushEndpoint {

  private static final Map<String, String> HEADERS =
      Map.of("Content-Type", "application/json", "Cache-Control", "no-cache");

  private final byte[] body;

  DiscoveryEndpoint(List<PushTransport> transports, EndpointContext settings) {
    String names =
        transports.stream()
            .sorted(Comparator.comparingInt(PushTransport::preference).reversed())
            .map(transport -> '"' + transport.name() + '"')
            .collect(Collectors.joining(","));
    body =
        new WireBuffer()
            .utf8("{\"protocol\":1,\"transports\":[")
            .utf8(names)
            .utf8("],\"heartbeat\":")
            .decimal(settings.heartbeat().toMillis())
            .utf8(",\"epoch\":")
            .jsonString(settings.log().epoch())
            .octet('}')
            .toByteArray();
  }

  @Override
  public void handle(PushExchange exchange) {
    ReadRequest.requireMethod(exchange, "GET");
    exchange.respond(200, HEADERS, body);
  }
}
