package io.pushchannel.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The folder of a run. */
final class ResultsFolder {

  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private ResultsFolder() {}

  /**
   * Returns the given folder, or a new one under {@code results}.
   *
   * @throws CommandFailedException if it has a run already, which would be overwritten
   */
  static Path of(@Nullable Path asked) {
    Path folder =
        asked == null
            ? Path.of("results", STAMP.format(LocalDateTime.now(ZoneId.systemDefault())))
            : asked;
    if (Files.exists(folder.resolve("run.json"))) {
      throw new CommandFailedException(
          "--out must be a folder without a run, but there is a run.json in " + folder);
    }
    return folder;
  }
}
