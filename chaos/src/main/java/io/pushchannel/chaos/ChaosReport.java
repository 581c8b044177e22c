package io.pushchannel.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The result of a run.
 *
 * @param took duration of the run
 * @param published number of messages that the buses accepted from all publishers
 * @param restarts number of restarts of the server on the same bus
 * @param newBuses number of replacements of the bus
 * @param channels number of opened channels
 * @param rows one row per transport
 * @param violations empty if the guarantees held
 */
public record ChaosReport(
    Duration took,
    long published,
    int restarts,
    int newBuses,
    int channels,
    List<Row> rows,
    List<Violation> violations) {

  /**
   * The counts of one transport.
   *
   * @param transport its name
   * @param published messages published with a key through its channels, without repetitions
   * @param delivered messages received by all its channels
   * @param gaps gaps received by all its channels
   * @param covered messages covered by these gaps, counted once per channel
   * @param reconnections disconnects after which a channel reconnected
   * @param faults number of connections with an effective fault, by kind of fault
   */
  public record Row(
      String transport,
      long published,
      long delivered,
      long gaps,
      long covered,
      long reconnections,
      Map<String, Long> faults) {

    Row plus(Row other) {
      Map<String, Long> sum = new TreeMap<>(faults);
      other.faults.forEach((kind, count) -> sum.merge(kind, count, Long::sum));
      return new Row(
          transport,
          published + other.published,
          delivered + other.delivered,
          gaps + other.gaps,
          covered + other.covered,
          reconnections + other.reconnections,
          sum);
    }
  }

  /** Returns true if there are no violations. */
  public boolean isConsistent() {
    return violations.isEmpty();
  }

  /** Returns the sum of this report and that of another run with the same transports. */
  public ChaosReport plus(ChaosReport other) {
    List<Row> sums = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      sums.add(rows.get(i).plus(other.rows.get(i)));
    }
    List<Violation> all = new ArrayList<>(violations);
    all.addAll(other.violations);
    return new ChaosReport(
        took.plus(other.took),
        published + other.published,
        restarts + other.restarts,
        newBuses + other.newBuses,
        channels + other.channels,
        List.copyOf(sums),
        List.copyOf(all));
  }
}
