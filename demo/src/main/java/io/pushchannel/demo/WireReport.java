package io.pushchannel.demo;

import io.pushchannel.MessageBus;
import io.pushchannel.demo.tap.WireEvent;
import io.pushchannel.demo.tap.WireLog;
import java.util.List;

/**
 * Tells pages what goes by on the lanes' wires, as messages of a topic like any other: a batch
 * every 50 ms while anything happens.
 */
final class WireReport {

  static final String TOPIC = "wire";
  static final int PERIOD_MILLIS = 50;

  private final MessageBus house;
  private final WireLog log;

  /**
   * What goes over the topic.
   *
   * @param events what went by, oldest first
   * @param skipped how many more did, too many to tell
   */
  record Batch(List<WireEvent> events, long skipped) {}

  WireReport(MessageBus house, WireLog log) {
    this.house = house;
    this.log = log;
  }

  /** Called every {@link #PERIOD_MILLIS}, by one thread. */
  void tick() {
    WireLog.Taken taken = log.take();
    if (!taken.events().isEmpty()) {
      house.publish(TOPIC, new Batch(taken.events(), taken.skipped()));
    }
  }
}
