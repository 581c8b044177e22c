package io.pushchannel.benchmarks.report;

import io.pushchannel.benchmarks.channels.Transport;
import io.pushchannel.benchmarks.result.Kind;
import io.pushchannel.benchmarks.result.Ledger;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.Run;
import java.util.Comparator;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** What a run says, in sentences; above all whether its figures can be believed. */
final class Conclusion {

  private final Run run;
  private final List<Rounds> latency;
  private final Formatter out = new Formatter(Locale.ROOT);

  private Conclusion(Run run) {
    this.run = run;
    List<Rounds> counted =
        Rounds.of(run, "latency").stream()
            .filter(row -> row.kind() == Kind.TRANSPORT)
            .filter(row -> row.median("bytesDownPerMessage").isPresent())
            .toList();
    // one load only, the first: what others were asked does not compare
    this.latency = counted.stream().filter(row -> row.hasLoadOf(counted.get(0))).toList();
  }

  static String of(Run run) {
    Conclusion conclusion = new Conclusion(run);
    conclusion.soonest();
    conclusion.leanest();
    conclusion.ledger();
    conclusion.doubts();
    run.notes().forEach(note -> conclusion.out.format("Note: %s%n", note));
    return Text.wrapped(conclusion.out.toString());
  }

  private void soonest() {
    Optional<Rounds> best = least("meanMillis");
    Optional<Rounds> polling = of(Transport.SHORT_POLLING);
    if (best.isPresent() && polling.isPresent()) {
      double mean = best.get().median("meanMillis").orElseThrow();
      out.format(
          "Soonest is %s: %s ms on average. For short polling a message waits for the next poll:"
              + " %.0f times as long.%n",
          Numbers.label(best.get().subject()),
          Numbers.significant(mean),
          polling.get().median("meanMillis").orElseThrow() / mean);
    }
  }

  private void leanest() {
    Optional<Rounds> best = latency.stream().min(Comparator.comparingDouble(Conclusion::bytes));
    Optional<Rounds> polling = of(Transport.LONG_POLLING);
    if (best.isPresent() && polling.isPresent()) {
      out.format(
          "Leanest is %s: %.0f B a message, both ways. Long polling, with two heads for nearly"
              + " every message, takes %.1f times that.%n",
          Numbers.label(best.get().subject()),
          bytes(best.get()),
          bytes(polling.get()) / bytes(best.get()));
    }
  }

  private void ledger() {
    Ledger all =
        run.rows().stream()
            .filter(row -> row.kind() != Kind.PEER)
            .map(Row::ledger)
            .filter(Objects::nonNull)
            .reduce(Ledger.EMPTY, Ledger::plus);
    if (all.isClean()) {
      out.format("Of %,d deliveries none was lost, repeated or out of order.%n", all.delivered());
    } else {
      out.format(
          "FAILED: of %,d deliveries %,d were lost, %,d repeated, %,d out of order.%n",
          all.expected(), all.lost(), all.duplicated(), all.reordered());
    }
  }

  /** What the stars stand for: which flags which rows have. */
  private void doubts() {
    run.rows().stream()
        .flatMap(row -> row.flags().stream())
        .distinct()
        .forEach(flag -> out.format("* %s: %s.%n", flag, rowsWith(flag)));
  }

  private String rowsWith(String flag) {
    List<String> names =
        run.rows().stream()
            .filter(row -> row.flags().contains(flag))
            .map(row -> row.scenario() + " of " + Numbers.label(row.subject()))
            .distinct()
            .toList();
    long rows = run.rows().stream().filter(row -> row.flags().contains(flag)).count();
    return rows + (rows == 1 ? " row, " : " rows, ") + String.join(", ", names);
  }

  private Optional<Rounds> least(String figure) {
    return latency.stream()
        .min(Comparator.comparingDouble(row -> row.median(figure).orElse(Double.MAX_VALUE)));
  }

  private Optional<Rounds> of(Transport transport) {
    return latency.stream().filter(row -> row.subject().equals(transport.word())).findFirst();
  }

  private static double bytes(Rounds row) {
    return row.median("bytesUpPerMessage").orElse(0) + row.median("bytesDownPerMessage").orElse(0);
  }
}
