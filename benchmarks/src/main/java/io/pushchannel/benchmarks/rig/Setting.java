package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.result.Histograms;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
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

  /** Where the standard error of servers and clients goes: to a file beside the rows. */
  Redirect errors() throws IOException {
    Files.createDirectories(folder);
    return Redirect.appendTo(folder.resolve("servers.log").toFile());
  }

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
