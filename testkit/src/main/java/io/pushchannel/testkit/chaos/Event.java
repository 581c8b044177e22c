package io.pushchannel.testkit.chaos;

import java.time.Duration;
import java.util.Set;

/** Something that happens in a run, to more than one connection. Transports are by their index. */
sealed interface Event {

  /** The server closes, and after {@code away} another one starts on the same bus. */
  record Restart(Duration away) implements Event {}

  /** Server and bus are gone; after {@code away} there are new ones. */
  record NewBus(Duration away) implements Event {}

  /** All connections of a transport are cut. */
  record CutAll(int transport) implements Event {}

  /** All connections of a transport become half-open. */
  record VanishAll(int transport) implements Event {}

  /** A transport's proxy refuses connections from here to the next {@link Allow}. */
  record Refuse(int transport) implements Event {}

  /** It no longer does. */
  record Allow(int transport) implements Event {}

  /** The next message takes a reader so long. */
  record Slow(int reader, Duration pause) implements Event {}

  /** A reader's channel is closed, and one opened where it was. */
  record MoveOn(int reader, int transport, Set<String> topics) implements Event {}

  /** A reader's channel is closed, and one opened at the earliest or the latest message. */
  record StartOver(int reader, int transport, Set<String> topics, boolean earliest)
      implements Event {}

  /** Messages at once on one topic: many, or large ones. */
  record Burst(String topic, int messages, int maxSize) implements Event {}

  /** Messages of other topics and sizes are published from here on. */
  record Publishing(Set<String> topics, int perSecond, int maxSize) implements Event {}
}
