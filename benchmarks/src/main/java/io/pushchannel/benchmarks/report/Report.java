package io.pushchannel.benchmarks.report;

import io.pushchannel.benchmarks.result.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/** The files that show a run: {@value #PAGE}, and pictures of what it measured. */
public final class Report {

  /** The page, in the run's folder. */
  public static final String PAGE = "report.html";

  private Report() {}

  /**
   * Writes the report of a run into the folder that has its histograms, in place of an older one.
   *
   * @return the page
   * @throws IOException if that fails, or a histogram is missing or broken
   */
  public static Path write(Run run, Path folder) throws IOException {
    Map<String, Curve> curves = Curves.read(run, folder);
    write(folder.resolve("latency.svg"), LatencyPicture.of(run));
    write(folder.resolve("fan-out.svg"), FanOutPicture.of(run));
    Path page = folder.resolve(PAGE);
    replace(page, Page.of(run, curves));
    return page;
  }

  private static void write(Path file, Optional<String> picture) throws IOException {
    if (picture.isPresent()) {
      replace(file, picture.get());
    }
  }

  /** In one step, so that whoever opens it meanwhile, or ends this, has the old or the new one. */
  private static void replace(Path file, String content) throws IOException {
    Path part = Files.writeString(file.resolveSibling(file.getFileName() + ".part"), content);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
