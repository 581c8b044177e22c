package io.pushchannel.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Latency by percentile, on a grid that all curves share, so that they can be laid over each other.
 *
 * @param points 1/(1 - p), which is 100 for 99 %, and milliseconds; rising
 */
record Curve(@JsonValue List<double[]> points) {

  private static final int POINTS_PER_DECADE = 12;

  /**
   * The curve through the percentiles of a histogram's file.
   *
   * @param percentiles as the file has them, rising
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
