package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.report.Report;
import io.pushchannel.benchmarks.result.Environment;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Records the results of a run in its folder. Thread-safe, because an aborted run is saved from
 * another thread.
 */
final class RunRecorder {

  private final Path folder;
  private final Map<String, String> environment = Environment.describe();
  private final Map<String, Object> plan;
  private final List<Row> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** Creates empty results. */
  RunRecorder(Path folder, Map<String, Object> plan) {
    this.folder = folder;
    this.plan = plan;
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
    return new Run(environment, plan, BaselineRatios.shares(rows), notes);
  }

  /** Writes {@code run.json} and the report, replacing older files. */
  synchronized void save() throws IOException {
    Run run = run();
    run.write(folder);
    Report.write(run, folder);
  }
}
