package io.pushchannel.benchmarks.report;

import io.pushchannel.benchmarks.load.PushTechnique;
import io.pushchannel.benchmarks.result.Run;
import io.pushchannel.benchmarks.result.SubjectKind;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Deliveries per second at the heaviest load, each transport beside its own baseline. */
final class FanOutPicture {

  private static final String FIGURE = "deliveriesPerSecond";
  private static final int ROW = 38;
  private static final int TOP = 78;

  private final Svg svg;
  private final double most;

  private FanOutPicture(List<Rounds> rows, Map<String, Rounds> baselines, Rounds heaviest) {
    this.svg = new Svg(TOP + ROW * rows.size() + 12, "Deliveries per second, one event loop");
    this.most =
        Stream.concat(rows.stream(), baselines.values().stream())
            .mapToDouble(FanOutPicture::value)
            .max()
            .orElse(1);
    svg.text("soft", 12, 46, "start", load(heaviest));
    if (!baselines.isEmpty()) {
      svg.line("baseline", 12, 62, 12, 74);
      svg.text("soft", 20, 72, "start", "raw sockets, the same bytes" + limited(baselines));
    }
  }

  /** Returns the picture, if fan-out was measured. */
  static Optional<String> of(Run run) {
    List<Rounds> all =
        Rounds.of(run, "fan-out").stream()
            .filter(row -> row.kind() == SubjectKind.TRANSPORT && row.median(FIGURE).isPresent())
            .toList();
    Optional<Rounds> heaviest =
        all.stream()
            .max(
                Comparator.<Rounds>comparingDouble(row -> row.number("burst"))
                    .thenComparingDouble(row -> row.number("subscribers")));
    return heaviest.map(load -> draw(rows(all, load), baselines(run, load), load));
  }

  private static String draw(List<Rounds> rows, Map<String, Rounds> baselines, Rounds heaviest) {
    FanOutPicture picture = new FanOutPicture(rows, baselines, heaviest);
    for (int i = 0; i < rows.size(); i++) {
      picture.row(rows.get(i), baselines.get(rows.get(i).subject()), middle(i));
    }
    return picture.svg.toString();
  }

  private static List<Rounds> rows(List<Rounds> all, Rounds load) {
    return PushTechnique.ours().stream()
        .flatMap(
            technique ->
                all.stream()
                    .filter(row -> row.subject().equals(technique.word()) && isSame(row, load))
                    .limit(1))
        .toList();
  }

  private static boolean isSame(Rounds row, Rounds load) {
    return Stream.of("burst", "subscribers", "payloadBytes")
        .allMatch(name -> Double.compare(row.number(name), load.number(name)) == 0);
  }

  /**
   * Returns the best result of raw sockets for each transport, with the same framing and
   * subscribers.
   */
  private static Map<String, Rounds> baselines(Run run, Rounds load) {
    Map<String, Rounds> best = new TreeMap<>();
    Rounds.of(run, "baseline").stream()
        .filter(row -> row.subject().equals("raw sockets"))
        .filter(row -> row.number("payloadBytes") == load.number("payloadBytes"))
        .filter(row -> row.number("subscribers") == load.number("subscribers"))
        .filter(row -> row.median(FIGURE).isPresent())
        .sorted(Comparator.comparingDouble(FanOutPicture::value))
        .forEach(row -> best.put(String.valueOf(row.parameter("framing")), row));
    return best;
  }

  private static double middle(int row) {
    return TOP + ROW * row + ROW / 2.0 - 6;
  }

  private void row(Rounds row, @Nullable Rounds baseline, double y) {
    double value = value(row);
    double end = value;
    svg.text("label", Svg.LEFT - 12, y + 5, "end", Numbers.label(row.subject()));
    svg.bar(row.subject(), Svg.LEFT, x(value), y, 20, 1);
    double[] range = row.range(FIGURE);
    if (range[0] < range[1]) {
      svg.line("error", x(range[0]), y, x(range[1]), y);
      end = Math.max(end, range[1]);
    }
    if (baseline != null) {
      double best = value(baseline);
      svg.line("baseline", x(best), y - 15, x(best), y + 15);
      end = Math.max(end, best);
    }
    String text = Numbers.large(value);
    String beside = baseline == null ? "" : " of " + Numbers.large(value(baseline));
    svg.text("soft over", x(end) + 8, y + 4, "start", text + beside);
  }

  /**
   * Draws a baseline. Where the client was the bottleneck, the true baseline is higher, and the
   * picture must say so.
   */
  private static String limited(Map<String, Rounds> baselines) {
    boolean isLimited =
        baselines.values().stream().anyMatch(row -> row.flags().contains("client-bound"));
    return isLimited ? ", limited by the load client" : "";
  }

  private static double value(Rounds rows) {
    return rows.median(FIGURE).orElse(0);
  }

  private double x(double value) {
    return Svg.LEFT + value / most * (Svg.RIGHT - 90 - Svg.LEFT);
  }

  private static String load(Rounds row) {
    return String.format(
        Locale.ROOT,
        "%,.0f subscribers, bursts of %.0f messages of %.0f B; server and load client on one machine",
        row.number("subscribers"),
        row.number("burst"),
        row.number("payloadBytes"));
  }
}
