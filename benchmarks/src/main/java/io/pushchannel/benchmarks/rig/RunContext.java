package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.result.Histograms;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;

/**
 * The context of a scenario within a run.
 *
 * @param round the round, starting at 1
 * @param seed the seed of all random values in this round
 * @param folder the folder of the run
 */
public record RunContext(int round, long seed, Path folder) {

  /**
   * Returns the destination of the standard error of servers and clients: a file in the run's
   * folder.
   */
  Redirect errors() throws IOException {
    Files.createDirectories(folder);
    return Redirect.appendTo(folder.resolve("servers.log").toFile());
  }

  /**
   * Writes a histogram into the run's folder.
   *
   * @return the file name
   */
  String keep(Histogram latency, String name) throws IOException {
    String file = name.replaceAll("[^A-Za-z0-9.]+", "-") + "-" + round + ".hgrm";
    Histograms.write(latency, folder, file);
    return file;
  }
}
