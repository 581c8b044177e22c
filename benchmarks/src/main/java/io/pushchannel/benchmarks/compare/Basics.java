package io.pushchannel.benchmarks.compare;

import io.pushchannel.MessageBus;
import io.pushchannel.benchmarks.channels.RoundTrip;
import io.pushchannel.benchmarks.cost.UnitCosts;
import io.pushchannel.server.PushServer;
import java.io.IOException;
import java.time.Duration;

/**
 * The inputs of the theory, measured before everything else.
 *
 * @param roundTrip R: the round trip of a small request in seconds
 * @param units the bytes of each poll, batch, event and frame
 */
record Basics(double roundTrip, UnitCosts units) {

  /** Approximate duration of {@link #measure}. */
  static final Duration ESTIMATE = Duration.ofSeconds(6);

  /** Measures both for messages of {@code size} bytes. */
  static Basics measure(int size) throws IOException, InterruptedException {
    try (MessageBus bus = MessageBus.inMemory();
        PushServer server = PushServer.builder(bus).port(0).start()) {
      return new Basics(RoundTrip.medianSeconds(server.uri()), UnitCosts.count(size));
    }
  }
}
