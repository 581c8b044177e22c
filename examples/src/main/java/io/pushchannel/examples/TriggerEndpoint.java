package io.pushchannel.examples;

import io.pushchannel.MessageBus;
import io.pushchannel.spi.HttpProblemException;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.ReadRequest;
import io.pushchannel.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Events at irregular times: each GET request to this endpoint publishes one event.
 *
 * <pre>{@code
 * try (PushServer server =
 *     PushServer.builder(bus)
 *         .port(8080)
 *         .mount("/trigger", new TriggerEndpoint(bus, "events"))
 *         .start()) {
 *   // curl 'http://127.0.0.1:8080/trigger?eventType=customer'
 * }
 * }</pre>
 */
public final class TriggerEndpoint implements PushEndpoint {

  private static final String EVENT_TYPE = "[A-Za-z][A-Za-z0-9_-]{0,31}";

  private final MessageBus bus;
  private final String topic;

  /**
   * The published message, encoded as JSON.
   *
   * @param eventType the query parameter of the request
   * @param at time of the request in ISO 8601
   */
  public record Event(String eventType, String at) {}

  /** Creates an endpoint that publishes on {@code topic}. */
  public TriggerEndpoint(MessageBus bus, String topic) {
    this.bus = bus;
    this.topic = topic;
  }

  @Override
  public void handle(PushExchange exchange) {
    ReadRequest.requireMethod(exchange, "GET");
    List<String> types = exchange.query("eventType");
    if (types.size() != 1 || !types.get(0).matches(EVENT_TYPE)) {
      throw new HttpProblemException(
          400,
          "Bad event type",
          "eventType must be given once, start with a letter and have 1 to 32 letters, digits, - or _,"
              + " was "
              + types);
    }
    Event event = new Event(types.get(0), Instant.now().toString());
    bus.publishJson(topic, event)
        .whenComplete(
            (published, failure) -> exchange.run(() -> answer(exchange, event, failure == null)));
  }

  private static void answer(PushExchange exchange, Event event, boolean isPublished) {
    Map<String, String> headers =
        Map.of("Content-Type", "application/json", "Cache-Control", "no-store");
    exchange.respond(isPublished ? 200 : 503, headers, Json.MAPPER.writeValueAsBytes(event));
  }
}
