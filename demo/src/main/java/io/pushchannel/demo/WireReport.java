package io.pushchannel.demo;

import io.pushchannel.MessageBus;
import io.pushchannel.demo.tap.Tap;
import io.pushchannel.demo.tap.Traffic;
import io.pushchannel.demo.tap.WireEvent;
import io.pushchannel.demo.tap.WireLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells pages what goes by on the lanes' wires, as messages of a topic like any other: a batch
 * every 50 ms while anything happens, and one a second when not.
 */
final class WireReport {

  static final String TOPIC = "wire";
  static final int PERIOD_MILLIS = 50;
  private static final int QUIET_PERIODS = 1000 / PERIOD_MILLIS;

  private final MessageBus house;
  private final List<Tap> taps;
  private final WireLog log;
  private int quiet;

  /**
   * What goes over the topic.
   *
   * @param events what went by, oldest first
   * @param skipped how many more did, too many to tell
   * @param traffic by lane
   */
  record Batch(List<WireEvent> events, long skipped, Map<String, Traffic> traffic) {}

  WireReport(MessageBus house, List<Tap> taps, WireLog log) {
    this.house = house;
    this.taps = taps;
    this.log = log;
  }

  /** Called every {@link #PERIOD_MILLIS}, by one thread. */
  void tick() {
    WireLog.Taken taken = log.take();
    if (taken.events().isEmpty() && ++quiet < QUIET_PERIODS) {
      return;
    }
    quiet = 0;
    Map<String, Traffic> traffic = new LinkedHashMap<>();
    taps.forEach(tap -> traffic.put(tap.lane(), tap.traffic()));
    house.publish(TOPIC, new Batch(taken.events(), taken.skipped(), traffic));
  }
}
