package io.pushchannel.benchmarks.load;

import io.pushchannel.benchmarks.load.Counters.Count;
import io.pushchannel.benchmarks.result.Ledger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;

/** A snapshot of the counters and clocks. */
record CounterSnapshot(long time, long cpu, Map<Count, Long> counts) {

  static CounterSnapshot of(Counters counters, long cpu) {
    Map<Count, Long> counts = new EnumMap<>(Count.class);
    for (Count count : Count.values()) {
      counts.put(count, counters.get(count));
    }
    return new CounterSnapshot(System.nanoTime(), cpu, counts);
  }

  /** Returns the report of the time from this snapshot until {@code now}. */
  LoadReport report(
      CounterSnapshot now,
      Ledger ledger,
      Ledger canaries,
      Histogram latency,
      List<Long> backNanos,
      int open,
      String lastBreak) {
    return new LoadReport(
        now.time - time,
        now.cpu - cpu,
        delta(now, Count.MESSAGES),
        delta(now, Count.READS),
        delta(now, Count.BYTES_DOWN),
        delta(now, Count.BYTES_UP),
        delta(now, Count.REQUESTS),
        delta(now, Count.RESPONSES),
        delta(now, Count.BROKEN),
        open,
        lastBreak,
        ledger,
        canaries,
        backNanos.stream().sorted().toList(),
        encode(latency));
  }

  private long delta(CounterSnapshot now, Count count) {
    return now.counts.getOrDefault(count, 0L) - counts.getOrDefault(count, 0L);
  }

  private static String encode(Histogram histogram) {
    ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(bytes, Deflater.BEST_SPEED);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
  }
}
