package io.pushchannel.benchmarks.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The results of one run. Its file is {@value #FILE}.
 *
 * @param environment the machine and JVM of the run, as text
 * @param plan the requested plan
 * @param rows the rows in the order of measurement
 * @param notes noisy measurements, and scenarios that could not run, with the reason
 */
public record Run(
    Map<String, String> environment, Map<String, Object> plan, List<Row> rows, List<String> notes) {

  /** The name of the results file in the folder of a run. */
  public static final String FILE = "run.json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Copies the collections and preserves their order. */
  public Run {
    environment = new LinkedHashMap<>(environment);
    plan = new LinkedHashMap<>(plan);
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }

  /**
   * Writes the results into {@code folder}, which is created if necessary.
   *
   * @throws IOException if the file cannot be written
   */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(FILE), MAPPER.writeValueAsString(this) + '\n');
  }

  /**
   * Reads the results in {@code folder}.
   *
   * @throws IOException if the file is missing or invalid
   */
  public static Run read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    try {
      return MAPPER.readValue(Files.readString(file), Run.class);
    } catch (JacksonException e) {
      throw new IOException(file + " is not a valid run: " + e.getOriginalMessage(), e);
    }
  }
}
