package io.pushchannel.benchmarks.result;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Converts latency histograms in nanoseconds to figures and files. */
public final class Histograms {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final int TICKS_PER_HALF_DISTANCE = 5;

  private Histograms() {}

  /**
   * Returns the figures of a {@code latency} row in milliseconds; empty if nothing was recorded.
   */
  public static Map<String, Double> figures(Histogram latency) {
    Map<String, Double> figures = new LinkedHashMap<>();
    if (latency.getTotalCount() > 0) {
      figures.put("meanMillis", latency.getMean() / NANOS_PER_MILLI);
      figures.put("p50Millis", percentileMillis(latency, 50));
      figures.put("p90Millis", percentileMillis(latency, 90));
      figures.put("p99Millis", percentileMillis(latency, 99));
      figures.put("p999Millis", percentileMillis(latency, 99.9));
      figures.put("maxMillis", latency.getMaxValue() / NANOS_PER_MILLI);
    }
    return figures;
  }

  /** Returns one percentile in milliseconds. */
  public static double percentileMillis(Histogram latency, double percentile) {
    return latency.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
  }

  /**
   * Writes the percentiles in milliseconds, in the format of HdrHistogram's plotters.
   *
   * @param name the file name in {@code folder}, ending in {@code .hgrm}
   * @throws IOException if the file cannot be written
   */
  public static void write(Histogram latency, Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    try (var out =
        new PrintStream(
            Files.newOutputStream(folder.resolve(name)), false, StandardCharsets.US_ASCII)) {
      latency.outputPercentileDistribution(out, TICKS_PER_HALF_DISTANCE, NANOS_PER_MILLI);
      if (out.checkError()) {
        throw new IOException("cannot write " + folder.resolve(name));
      }
    }
  }
}
