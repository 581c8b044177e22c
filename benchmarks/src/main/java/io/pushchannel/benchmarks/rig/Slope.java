package io.pushchannel.benchmarks.rig;

import org.jspecify.annotations.Nullable;

/** The slope of a least-squares line through some points. */
final class Slope {

  private int points;
  private double sumX;
  private double sumY;
  private double sumXx;
  private double sumXy;

  /** Adds a point; points with unknown y are ignored. */
  void add(double x, @Nullable Long y) {
    if (y != null) {
      points++;
      sumX += x;
      sumY += y;
      sumXx += x * x;
      sumXy += x * y;
    }
  }

  /** Returns the increase of y per unit of x, or NaN with fewer than two points. */
  double perUnit() {
    return points < 2
        ? Double.NaN
        : (points * sumXy - sumX * sumY) / (points * sumXx - sumX * sumX);
  }
}
