package io.pushchannel.demo;

import io.pushchannel.demo.tap.Tap;
import io.pushchannel.demo.tap.WireLog;
import io.pushchannel.server.PushServerBuilder;
import io.pushchannel.spi.HttpProblemException;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.ReadRequest;
import io.pushchannel.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Endpoints for the buttons and sliders of the playground. */
final class Controls {

  private static final int MAX_RATE = 200;
  private static final int MAX_SIZE = 64 << 10;
  private static final int MAX_BURST = 1000;

  /** A higher rate would keep the browser busy with payloads only. */
  private static final int MAX_BYTES_PER_SECOND = 1 << 20;

  /** A quarter of the retained bytes of a lane. A larger burst would evict its own messages. */
  private static final int MAX_BURST_BYTES = 1 << 20;

  private static final int MAX_TEXT = 1000;

  private final Stage stage;
  private final Clock clock;
  private final PageNumbers pages;

  Controls(Stage stage, Clock clock) {
    this.stage = stage;
    this.clock = clock;
    this.pages = new PageNumbers(clock);
  }

  void mount(PushServerBuilder server) {
    Map<String, PushEndpoint> get =
        Map.of(
            "state", exchange -> answer(exchange, stage.state()),
            "clock", exchange -> answer(exchange, WireLog.millis(clock.instant())),
            "bytes", this::bytes);
    Map<String, PushEndpoint> post =
        Map.of(
            "page", exchange -> answer(exchange, Map.of("page", pages.next())),
            "publish", this::publish,
            "burst", this::burst,
            "rate", this::rate,
            "cut", exchange -> eachTap(exchange, Tap::cut),
            "pause", this::pause,
            "restart", this::restart);
    get.forEach((name, endpoint) -> mount(server, name, "GET", endpoint));
    post.forEach((name, endpoint) -> mount(server, name, "POST", endpoint));
  }

  private static void mount(
      PushServerBuilder server, String name, String method, PushEndpoint endpoint) {
    server.mount(
        "/demo/" + name,
        exchange -> {
          ReadRequest.requireMethod(exchange, method);
          endpoint.handle(exchange);
        });
  }

  private void bytes(PushExchange exchange) {
    WireLog.Seen seen = stage.seen(ReadRequest.number(exchange, "id", 1, Long.MAX_VALUE, 0));
    if (seen == null) {
      throw new HttpProblemException(
          404, "Not found", "id must be that of a recent event on the wire");
    }
    answer(exchange, seen);
  }

  private void publish(PushExchange exchange) {
    String text = new String(exchange.body(), StandardCharsets.UTF_8);
    if (text.length() > MAX_TEXT) {
      throw bad("text must have at most " + MAX_TEXT + " characters, had " + text.length());
    }
    stage.publisher().publish(text);
    answer(exchange, stage.state());
  }

  private void burst(PushExchange exchange) {
    int messages = (int) ReadRequest.number(exchange, "messages", 1, MAX_BURST, 50);
    long bytes = (long) messages * stage.publisher().size();
    if (bytes > MAX_BURST_BYTES) {
      throw bad(
          String.format(
              Locale.ROOT,
              "burst must be at most %,d bytes, was %,d (%d × %,d): choose fewer or smaller"
                  + " messages",
              MAX_BURST_BYTES,
              bytes,
              messages,
              stage.publisher().size()));
    }
    stage.publisher().burst(messages);
    answer(exchange, stage.state());
  }

  private void rate(PushExchange exchange) {
    double rate = ReadRequest.number(exchange, "perMinute", 0, MAX_RATE * 60, 0) / 60.0;
    int size = (int) ReadRequest.number(exchange, "bytes", 1, MAX_SIZE, 100);
    if (rate * size > MAX_BYTES_PER_SECOND) {
      throw bad(
          String.format(
              Locale.ROOT,
              "rate × size must be at most %,d bytes per second, was %,d: choose a lower rate or"
                  + " a smaller size",
              MAX_BYTES_PER_SECOND,
              Math.round(rate * size)));
    }
    stage.publisher().setRate(rate, size);
    changed(exchange);
  }

  private void pause(PushExchange exchange) {
    boolean paused = exchange.query("paused").equals(List.of("true"));
    stage.taps(lane(exchange)).forEach(tap -> tap.pause(paused));
    changed(exchange);
  }

  /** Restarts the bus on another thread, because it takes seconds, and responds afterwards. */
  private void restart(PushExchange exchange) {
    stage.restart(() -> answer(exchange, stage.state()));
  }

  private void eachTap(PushExchange exchange, Consumer<Tap> task) {
    stage.taps(lane(exchange)).forEach(task);
    answer(exchange, stage.state());
  }

  /** Returns the requested lane; empty means all lanes. */
  private static String lane(PushExchange exchange) {
    List<String> lanes = exchange.query("lane");
    String lane = lanes.isEmpty() ? "" : lanes.get(0);
    if (!lane.isEmpty() && Technique.ALL.stream().noneMatch(one -> one.word().equals(lane))) {
      throw bad("lane must be shortpoll, longpoll, sse or websocket, was \"" + lane + '"');
    }
    return lane;
  }

  private void changed(PushExchange exchange) {
    stage.tellState();
    answer(exchange, stage.state());
  }

  private static HttpProblemException bad(String detail) {
    return new HttpProblemException(400, "Bad request", detail);
  }

  private static void answer(PushExchange exchange, Object value) {
    exchange.respond(
        200,
        Map.of("Content-Type", "application/json", "Cache-Control", "no-store"),
        Json.MAPPER.writeValueAsBytes(value));
  }
}
