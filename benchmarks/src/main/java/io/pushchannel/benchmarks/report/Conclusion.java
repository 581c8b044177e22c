package io.pushchannel.benchmarks.report;

import io.pushchannel.benchmarks.load.PushTechnique;
import io.pushchannel.benchmarks.result.Ledger;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.Run;
import io.pushchannel.benchmarks.result.SubjectKind;
import java.util.Comparator;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** The result of a run in sentences: the best transport, losses, flags. */
final class Conclusion {

  private final Run run;
  private final List<Rounds> latency;
  private final Formatter out = new Formatter(Locale.ROOT);

  private Conclusion(Run run) {
    this.run = run;
    List<Rounds> counted =
        Rounds.of(run, "latency").stream()
            .filter(row -> row.kind() == SubjectKind.TRANSPORT)
            .filter(row -> row.median("bytesDownPerMessage").isPresent())
            .toList();
    // one load only, the first: figures under different loads do not compare
    this.latency = counted.stream().filter(row -> row.hasLoadOf(counted.get(0))).toList();
  }

  static String of(Run run) {
    Conclusion conclusion = new Conclusion(run);
    conclusion.lowestLatency();
    conclusion.fewestBytes();
    conclusion.ledger();
    Flags.of(run).forEach(flag -> conclusion.out.format("* %s.%n", flag));
    run.notes().forEach(note -> conclusion.out.format("Note: %s%n", note));
    return conclusion.out.toString();
  }

  private void lowestLatency() {
    Optional<Rounds> best = least("meanMillis");
    Optional<Rounds> polling = of(PushTechnique.SHORT_POLLING);
    if (best.isPresent() && polling.isPresent()) {
      double mean = best.get().median("meanMillis").orElseThrow();
      double waiting = polling.get().median("meanMillis").orElseThrow();
      out.format(
          "Lowest latency: %s, mean %s ms. Short polling: %s ms, %s times as long, because a"
              + " message waits for the next poll.%n",
          Numbers.label(best.get().subject()),
          Numbers.significant(mean),
          Numbers.significant(waiting),
          Numbers.significant(waiting / mean));
    }
  }

  /** SSE and WebSocket together: the few bytes between them are due to this library's formats. */
  private void fewestBytes() {
    Optional<Rounds> sse = of(PushTechnique.SSE);
    Optional<Rounds> socket = of(PushTechnique.WEBSOCKET);
    Optional<Rounds> polling = of(PushTechnique.LONG_POLLING);
    if (sse.isPresent() && socket.isPresent() && polling.isPresent()) {
      double stream = Math.min(bytes(sse.get()), bytes(socket.get()));
      out.format(
          "Fewest bytes: SSE (%.0f B) and WebSocket (%.0f B) per message, both ways; they differ by"
              + " the message format only. Long polling: %.0f B, %.1f times as many, because"
              + " nearly every message needs a request and a response.%n",
          bytes(sse.get()),
          bytes(socket.get()),
          bytes(polling.get()),
          bytes(polling.get()) / stream);
    }
  }

  private void ledger() {
    Ledger all =
        run.rows().stream()
            .filter(row -> row.kind() != SubjectKind.PEER)
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

  private Optional<Rounds> least(String figure) {
    return latency.stream()
        .min(Comparator.comparingDouble(row -> row.median(figure).orElse(Double.MAX_VALUE)));
  }

  private Optional<Rounds> of(PushTechnique technique) {
    return latency.stream().filter(row -> row.subject().equals(technique.word())).findFirst();
  }

  private static double bytes(Rounds row) {
    return row.median("bytesUpPerMessage").orElse(0) + row.median("bytesDownPerMessage").orElse(0);
  }
}
