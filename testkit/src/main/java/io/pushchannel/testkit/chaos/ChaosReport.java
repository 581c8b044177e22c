package io.pushchannel.testkit.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of a run.
 *
 * @param published how many messages the buses took, by whatever way
 * @param restarts how often the server came back on the same bus
 * @param newBuses how often a new bus took the place of the old
 * @param channels how many channels were opened
 * @param rows a row for each transport
 * @param imbalances empty if everything balances
 */
public record ChaosReport(
    Duration took,
    long published,
    int restarts,
    int newBuses,
    int channels,
    List<Row> rows,
    List<Imbalance> imbalances) {

  /**
   * One transport.
   *
   * @param published through channels of this transport, each with a key, repetitions not counted
   * @param delivered messages heard by all channels together
   * @param gaps announced to them
   * @param covered messages that these gaps cover, each counted once for each channel
   * @param reconnections breaks after which a channel tried again
   * @param faults how many connections each kind of fault has struck
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

  /** Whether everything balances. */
  public boolean isBalanced() {
    return imbalances.isEmpty();
  }

  /** This and another run of the same transports. */
  public ChaosReport plus(ChaosReport other) {
    List<Row> sums = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      sums.add(rows.get(i).plus(other.rows.get(i)));
    }
    List<Imbalance> all = new ArrayList<>(imbalances);
    all.addAll(other.imbalances);
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
