package io.pushchannel.chaos;

import io.pushchannel.proxy.Fault;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The counters of one transport. Thread-safe. */
final class Counts {

  private final LongAdder published = new LongAdder();
  private final LongAdder delivered = new LongAdder();
  private final LongAdder gaps = new LongAdder();
  private final LongAdder covered = new LongAdder();
  private final LongAdder reconnections = new LongAdder();
  private final Map<String, LongAdder> faults = new ConcurrentHashMap<>();

  void published() {
    published.increment();
  }

  void delivered() {
    delivered.increment();
  }

  void gap() {
    gaps.increment();
  }

  void covered(long messages) {
    covered.add(messages);
  }

  void reconnection() {
    reconnections.increment();
  }

  void fault(Fault fault) {
    faults.computeIfAbsent(fault.getClass().getSimpleName(), none -> new LongAdder()).increment();
  }

  /** Returns the current counts. */
  ChaosReport.Row row(String transport) {
    Map<String, Long> byKind = new TreeMap<>();
    faults.forEach((kind, count) -> byKind.put(kind, count.sum()));
    return new ChaosReport.Row(
        transport,
        published.sum(),
        delivered.sum(),
        gaps.sum(),
        covered.sum(),
        reconnections.sum(),
        byKind);
  }
}
