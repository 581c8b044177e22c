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
 * All that one run found. Its file is {@value #FILE}.
 *
 * @param environment where it ran, as text: without it a figure says little
 * @param plan what was asked for
 * @param rows in the order they were measured
 * @param notes what was noisy, what could not run and why
 */
public record Run(
    Map<String, String> environment, Map<String, Object> plan, List<Row> rows, List<String> notes) {

  /** The name of the file in a run's folder. */
  public static final String FILE = "run.json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Keeps copies. */
  public Run {
    environment = new LinkedHashMap<>(environment);
    plan = new LinkedHashMap<>(plan);
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }

  /**
   * Writes it into {@code folder}, which is made if need be.
   *
   * @throws IOException if that fails
   */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(FILE), MAPPER.writeValueAsString(this) + '\n');
  }

  /**
   * Reads the run in {@code folder}.
   *
   * @throws IOException if there is none, or it is broken
   */
  public static Run read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    try {
      return MAPPER.readValue(Files.readString(file), Run.class);
    } catch (JacksonException e) {
      throw new IOException("expected a run in " + file + ", got " + e.getOriginalMessage(), e);
    }
  }
}
