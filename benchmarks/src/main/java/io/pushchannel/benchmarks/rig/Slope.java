package io.pushchannel.benchmarks.rig;

import org.jspecify.annotations.Nullable;

/** The straight line that fits some points best: how much y grows with x. */
final class Slope {

  private int points;
  private double sumX;
  private double sumY;
  private double sumXx;
  private double sumXy;

  /** A point; one whose y is not known does not count. */
  void add(double x, @Nullable Long y) {
    if (y != null) {
      points++;
      sumX += x;
      sumY += y;
      sumXx += x * x;
      sumXy += x * y;
    }
  }

  /** Not a number with fewer than two points. */
  double perUnit() {
    return points < 2
        ? Double.NaN
        : (points * sumXy - sumX * sumY) / (points * sumXx - sumX * sumX);
  }
}
