package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.result.Histograms;
import java.io.IOException;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;

/**
 * What a scenario is told of the run it is part of.
 *
 * @param round 1 for the first
 * @param seed of everything random in this round
 * @param folder where the run is kept
 */
public record Setting(int round, long seed, Path folder) {

  /**
   * Keeps a histogram beside the rows.
   *
   * @return its name
   */
  String keep(Histogram latency, String name) throws IOException {
    String file = name.replaceAll("[^A-Za-z0-9.]+", "-") + "-" + round + ".hgrm";
    Histograms.write(latency, folder, file);
    return file;
  }
}
