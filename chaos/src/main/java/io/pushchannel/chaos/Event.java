package io.pushchannel.chaos;

import java.time.Duration;
import java.util.Set;

/** An event of a run that affects more than one connection. Transports are given by index. */
sealed interface Event {

  /** Closes the server, and starts another one on the same bus after {@code away}. */
  record Restart(Duration away) implements Event {}

  /** Closes server and bus, and starts new ones after {@code away}. */
  record NewBus(Duration away) implements Event {}

  /** Cuts all connections of a transport. */
  record CutAll(int transport) implements Event {}

  /** Makes all connections of a transport half-open. */
  record HalfOpenAll(int transport) implements Event {}

  /** Makes a transport's proxy refuse connections until the next {@link Allow}. */
  record Refuse(int transport) implements Event {}

  /** Makes a transport's proxy accept connections again. */
  record Allow(int transport) implements Event {}

  /** Makes a reader pause at the next message. */
  record Slow(int reader, Duration pause) implements Event {}

  /** Closes a reader's channel, and opens another one at its cursor. */
  record MoveOn(int reader, int transport, Set<String> topics) implements Event {}

  /** Closes a reader's channel, and opens another one at the earliest or latest message. */
  record StartOver(int reader, int transport, Set<String> topics, boolean earliest)
      implements Event {}

  /** Publishes many or large messages on one topic without pauses. */
  record Burst(String topic, int messages, int maxSize) implements Event {}

  /** Changes topics, rate and size of the regularly published messages. */
  record Publishing(Set<String> topics, int perSecond, int maxSize) implements Event {}
}
