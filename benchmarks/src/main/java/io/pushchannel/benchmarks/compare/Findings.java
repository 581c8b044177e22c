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
 * What a run has found so far, and the folder that keeps it. Safe for use by several threads: who
 * ends a run early saves it from another.
 */
final class Findings {

  private final Path folder;
  private final Map<String, String> environment = Environment.describe();
  private final Map<String, Object> plan;
  private final List<Row> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** Nothing yet. */
  Findings(Path folder, Map<String, Object> plan) {
    this.folder = folder;
    this.plan = new LinkedHashMap<>(plan);
  }

  /** Where everything is kept. */
  Path folder() {
    return folder;
  }

  /** One more fact about how this was measured. */
  synchronized void know(String name, Object value) {
    plan.put(name, value);
  }

  synchronized void add(Row row) {
    rows.add(row);
  }

  synchronized void addAll(Collection<Row> more) {
    rows.addAll(more);
  }

  /** Something that a reader must know. */
  synchronized void note(String note) {
    notes.add(note);
  }

  /** All so far, each row with its share of a floor if that is known by now. */
  synchronized Run run() {
    return new Run(environment, plan, Floors.shares(rows), notes);
  }

  /** Writes {@code run.json} and the report anew. */
  synchronized void save() throws IOException {
    Run run = run();
    run.write(folder);
    Report.write(run, folder);
  }
}
