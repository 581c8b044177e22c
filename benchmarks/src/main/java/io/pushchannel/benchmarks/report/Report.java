package io.pushchannel.benchmarks.report;

import io.pushchannel.benchmarks.result.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes the files that present a run: {@value #PAGE}, pictures of its measurements, and its tables
 * in Markdown.
 */
public final class Report {

  /** The name of the page in the run's folder. */
  public static final String PAGE = "report.html";

  private static final String TABLES = "tables.md";

  private Report() {}

  /**
   * Writes the report of a run into the folder of its histograms, replacing an older report.
   *
   * @return the page
   * @throws IOException if a file cannot be written, or a histogram is missing or invalid
   */
  public static Path write(Run run, Path folder) throws IOException {
    Map<String, List<double[]>> curves = Curves.read(run, folder);
    write(folder.resolve("latency.svg"), LatencyPicture.of(run));
    write(folder.resolve("fan-out.svg"), FanOutPicture.of(run));
    String tables =
        ScenarioTables.of(run).stream().map(Table::markdown).collect(Collectors.joining());
    replace(folder.resolve(TABLES), tables);
    Path page = folder.resolve(PAGE);
    replace(page, ReportPage.of(run, curves));
    return page;
  }

  private static void write(Path file, Optional<String> picture) throws IOException {
    if (picture.isPresent()) {
      replace(file, picture.get());
    }
  }

  /**
   * Replaces a file atomically, so that readers always find a complete file, even after an abort.
   */
  private static void replace(Path file, String content) throws IOException {
    Path part = Files.writeString(file.resolveSibling(file.getFileName() + ".part"), content);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
