package io.pushchannel.cli.compare;

import org.HdrHistogram.Histogram;

/** Times in milliseconds. */
record Latency(double mean, double p50, double p99, double max) {

  /** Sums up {@code times}, which are in nanoseconds. */
  static Latency of(Histogram times) {
    return new Latency(
        times.getMean() / 1e6,
        times.getValueAtPercentile(50) / 1e6,
        times.getValueAtPercentile(99) / 1e6,
        times.getMaxValue() / 1e6);
  }
}
