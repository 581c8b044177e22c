package io.pushchannel.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Latency by percentile, on a grid shared by all curves, so that they can be overlaid.
 *
 * @param points pairs of 1/(1 - p), which is 100 for 99 %, and milliseconds, in ascending order
 */
record Curve(@JsonValue List<double[]> points) {

  private static final int POINTS_PER_DECADE = 12;

  /**
   * Returns the curve through the percentiles of a histogram file.
   *
   * @param percentiles the pairs in the file, in ascending order
   */
  static Curve through(List<double[]> percentiles) {
    List<double[]> points = new ArrayList<>();
    int next = 0;
    for (int i = 0; ; i++) {
      double x = Math.pow(10, (double) i / POINTS_PER_DECADE);
      while (next < percentiles.size() && percentiles.get(next)[0] < x * (1 - 1e-9)) {
        next++;
      }
      if (next == percentiles.size()) {
        return new Curve(points);
      }
      points.add(new double[] {x, percentiles.get(next)[1]});
    }
  }
}
