package io.pushchannel.benchmarks.compare;

import io.pushchannel.benchmarks.report.Report;
import io.pushchannel.benchmarks.result.Environment;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.Run;
import io.pushchannel.benchmarks.rig.Floors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The results of a run so far, and their folder. Thread-safe, because an aborted run is saved from
 * another thread.
 */
final class Findings {

  private final Path folder;
  private final Map<String, String> environment = Environment.describe();
  private final Map<String, Object> plan;
  private final List<Row> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** Creates empty results. */
  Findings(Path folder, Map<String, Object> plan) {
    this.folder = folder;
    this.plan = new LinkedHashMap<>(plan);
  }

  /** Returns the folder of the results. */
  Path folder() {
    return folder;
  }

  /** Adds a property of the run. */
  synchronized void know(String name, Object value) {
    plan.put(name, value);
  }

  synchronized void add(Row row) {
    rows.add(row);
  }

  synchronized void addAll(Collection<Row> more) {
    rows.addAll(more);
  }

  /** Adds a note for readers of the report. */
  synchronized void note(String note) {
    notes.add(note);
  }

  /** Returns the results so far, with the ratio to a baseline in each row that has one by now. */
  synchronized Run run() {
    return new Run(environment, plan, Floors.shares(rows), notes);
  }

  /** Writes {@code run.json} and the report, replacing older files. */
  synchronized void save() throws IOException {
    Run run = run();
    run.write(folder);
    Report.write(run, folder);
  }
}
