package io.pushchannel.benchmarks.report;

import io.pushchannel.benchmarks.load.PushTechnique;
import io.pushchannel.benchmarks.result.Run;
import io.pushchannel.benchmarks.result.SubjectKind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Latency on a logarithmic axis: a dot for the mean, a bar from the median to the 99th percentile.
 */
final class LatencyPicture {

  private static final int ROW = 30;
  private static final int TOP = 66;

  private final Svg svg;
  private final double least;
  private final double most;

  private LatencyPicture(List<Rounds> rows) {
    this.svg = new Svg(TOP + ROW * rows.size() + 34, "Message latency");
    this.least = decade(rows.stream().mapToDouble(row -> value(row, "p50Millis")).min(), false);
    this.most = decade(rows.stream().mapToDouble(row -> value(row, "p99Millis")).max(), true);
  }

  /** Returns the picture, if latency was measured. */
  static Optional<String> of(Run run) {
    List<Rounds> rows = rows(run);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    LatencyPicture picture = new LatencyPicture(rows);
    picture.axis(TOP + ROW * rows.size());
    for (int i = 0; i < rows.size(); i++) {
      picture.row(rows.get(i), TOP + ROW * i + ROW / 2.0);
    }
    return Optional.of(picture.svg.toString());
  }

  /**
   * Returns the rows of the first load in the usual order, short polling's longest interval first.
   */
  private static List<Rounds> rows(Run run) {
    List<Rounds> all =
        Rounds.of(run, "latency").stream()
            .filter(
                row -> row.kind() == SubjectKind.TRANSPORT && row.median("p99Millis").isPresent())
            .toList();
    return PushTechnique.ours().stream()
        .flatMap(
            technique ->
                all.stream()
                    .filter(
                        row -> row.subject().equals(technique.word()) && row.hasLoadOf(all.get(0)))
                    .sorted(Comparator.comparing(row -> -row.number("intervalMillis"))))
        .toList();
  }

  private void row(Rounds row, double y) {
    double mean = value(row, "meanMillis");
    String interval =
        Double.isNaN(row.number("intervalMillis"))
            ? ""
            : ", T = " + Numbers.duration(row.number("intervalMillis"));
    svg.text("label", Svg.LEFT - 12, y + 5, "end", Numbers.label(row.subject()) + interval);
    double end = x(value(row, "p99Millis"));
    svg.bar(row.subject(), x(value(row, "p50Millis")), end, y, 12, 0.35);
    svg.dot(row.subject(), x(mean), y);
    boolean fits = Math.max(end, x(mean)) < Svg.RIGHT - 60;
    svg.text(
        "soft",
        fits ? Math.max(end, x(mean)) + 10 : Math.min(x(value(row, "p50Millis")), x(mean)) - 10,
        y + 4,
        fits ? "start" : "end",
        Numbers.significant(mean) + " ms");
  }

  private void axis(double bottom) {
    svg.text(
        "soft",
        12,
        46,
        "start",
        "dot: mean; bar: median to 99th percentile; milliseconds, logarithmic");
    for (double tick = least; tick <= most * 1.001; tick *= 10) {
      svg.line("rule", x(tick), TOP - 8, x(tick), bottom + 4);
      svg.text("soft", x(tick), bottom + 22, "middle", Numbers.plain(tick) + " ms");
    }
  }

  private double x(double millis) {
    double share = Math.log(millis / least) / Math.log(most / least);
    return Svg.LEFT + Math.max(0, Math.min(1, share)) * (Svg.RIGHT - Svg.LEFT);
  }

  private static double value(Rounds row, String figure) {
    return row.median(figure).orElse(Double.NaN);
  }

  private static double decade(OptionalDouble value, boolean up) {
    double log = Math.log10(value.orElse(1));
    return Math.pow(10, up ? Math.ceil(log) : Math.floor(log));
  }
}
