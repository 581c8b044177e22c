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

  /** Value, percentile, count, 1/(1 - percentile). The last line has no fourth column. */
  private static final Pattern LINE =
      Pattern.compile("\\s*([0-9.]+)\\s+[0-9.]+\\s+[0-9]+\\s+([0-9.]+)\\s*");

  private Curves() {}

  /** Returns the curves by file name. */
  static Map<String, Curve> read(Run run, Path folder) throws IOException {
    Map<String, Curve> curves = new TreeMap<>();
    for (Row row : run.rows()) {
      String name = row.histogram();
      if (name != null && !curves.containsKey(name)) {
        curves.put(name, read(folder.resolve(name)));
      }
    }
    return curves;
  }

  private static Curve read(Path file) throws IOException {
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
    return Curve.through(percentiles);
  }
}
