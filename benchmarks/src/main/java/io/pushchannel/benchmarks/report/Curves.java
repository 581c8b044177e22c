package io.pushchannel.benchmarks.report;

import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the histograms of a run. */
final class Curves {

  private static final int POINTS_PER_DECADE = 12;

  /** Value, percentile, count, 1/(1 - percentile). The last line has no fourth column. */
  private static final Pattern LINE =
      Pattern.compile("\\s*([0-9.]+)\\s+[0-9.]+\\s+[0-9]+\\s+([0-9.]+)\\s*");

  private Curves() {}

  /**
   * Returns the curves by file name. Their points are pairs of 1/(1 - p), which is 100 for 99 %,
   * and milliseconds, on a grid shared by all curves, so that they can be overlaid.
   */
  static Map<String, List<double[]>> read(Run run, Path folder) throws IOException {
    Map<String, List<double[]>> curves = new TreeMap<>();
    for (Row row : run.rows()) {
      String name = row.histogram();
      if (name != null && !curves.containsKey(name)) {
        curves.put(name, onGrid(percentiles(folder.resolve(name))));
      }
    }
    return curves;
  }

  private static List<double[]> percentiles(Path file) throws IOException {
    List<double[]> percentiles = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        double millis = Double.parseDouble(matcher.group(1));
        percentiles.add(new double[] {Double.parseDouble(matcher.group(2)), millis});
      }
    }
    if (percentiles.isEmpty()) {
      throw new IOException(file + " contains no percentiles");
    }
    return percentiles;
  }

  private static List<double[]> onGrid(List<double[]> percentiles) {
    List<double[]> points = new ArrayList<>();
    int next = 0;
    for (int i = 0; ; i++) {
      double x = Math.pow(10, (double) i / POINTS_PER_DECADE);
      while (next < percentiles.size() && percentiles.get(next)[0] < x * (1 - 1e-9)) {
        next++;
      }
      if (next == percentiles.size()) {
        return points;
      }
      points.add(new double[] {x, percentiles.get(next)[1]});
    }
  }
}
