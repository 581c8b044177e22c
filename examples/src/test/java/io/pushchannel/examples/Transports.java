package io.pushchannel.examples;

import io.pushchannel.longpoll.LongPollTransport;
import io.pushchannel.shortpoll.ShortPollTransport;
import io.pushchannel.spi.PushTransport;
import io.pushchannel.sse.SseTransport;
import io.pushchannel.websocket.WebSocketTransport;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** The transports that each example is tested with. */
final class Transports {

  private Transports() {}

  static Stream<Named<PushTransport>> all() {
    return Stream.of(
            new ShortPollTransport().withInterval(Duration.ofMillis(50)),
            new LongPollTransport(),
            new SseTransport(),
            new WebSocketTransport())
        .map(transport -> Named.of(transport.name(), transport));
  }
}
