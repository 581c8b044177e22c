package io.pushchannel.demo;

import io.pushchannel.MessageBus;
import io.pushchannel.demo.tap.WireEvent;
import io.pushchannel.demo.tap.WireLog;
import java.util.List;

/**
 * Publishes the wire events of the lanes to an ordinary topic, as one batch every 50 ms. Periods
 * without events are skipped.
 */
final class WireReport {

  static final String TOPIC = "wire";
  static final int PERIOD_MILLIS = 50;

  private final MessageBus house;
  private final WireLog log;

  /**
   * A message of the topic.
   *
   * @param events the events, oldest first
   * @param skipped number of further events that were dropped because there were too many
   */
  record Batch(List<WireEvent> events, long skipped) {}

  WireReport(MessageBus house, WireLog log) {
    this.house = house;
    this.log = log;
  }

  /** Publishes the new events. One thread calls this every {@link #PERIOD_MILLIS}. */
  void tick() {
    WireLog.Taken taken = log.take();
    if (!taken.events().isEmpty()) {
      house.publishJson(TOPIC, new Batch(taken.events(), taken.skipped()));
    }
  }
}
