package io.pushchannel.benchmarks.report;

import io.pushchannel.benchmarks.channels.Transport;
import io.pushchannel.benchmarks.result.Kind;
import io.pushchannel.benchmarks.result.Run;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Deliveries a second at the heaviest load that was run, under what raw sockets do. */
final class FanOutPicture {

  private static final String FIGURE = "deliveriesPerSecond";
  private static final int ROW = 38;
  private static final int TOP = 78;

  private final Svg svg;
  private final double most;

  private FanOutPicture(List<Rounds> rows, Rounds heaviest, Optional<Rounds> floor) {
    this.svg = new Svg(TOP + ROW * rows.size() + 12, "Deliveries per second, one event loop");
    this.most =
        Math.max(
            rows.stream().mapToDouble(FanOutPicture::value).max().orElse(1),
            floor.map(FanOutPicture::value).orElse(0.0));
    svg.text("soft", 12, 46, "start", load(heaviest));
  }

  /** The picture, if fan-out was measured. */
  static Optional<String> of(Run run) {
    List<Rounds> all =
        Rounds.of(run, "fan-out").stream()
            .filter(row -> row.kind() == Kind.TRANSPORT && row.median(FIGURE).isPresent())
            .toList();
    Optional<Rounds> heaviest =
        all.stream()
            .max(
                Comparator.<Rounds>comparingDouble(row -> row.number("burst"))
                    .thenComparingDouble(row -> row.number("subscribers")));
    return heaviest.map(load -> draw(rows(all, load), load, floor(run, load)));
  }

  private static String draw(List<Rounds> rows, Rounds heaviest, Optional<Rounds> floor) {
    FanOutPicture picture = new FanOutPicture(rows, heaviest, floor);
    for (int i = 0; i < rows.size(); i++) {
      picture.bar(rows.get(i), middle(i));
    }
    floor.ifPresent(value -> picture.floor(value, TOP + ROW * rows.size()));
    for (int i = 0; i < rows.size(); i++) {
      picture.value(rows.get(i), middle(i)); // over the line, if they meet
    }
    return picture.svg.toString();
  }

  private static List<Rounds> rows(List<Rounds> all, Rounds load) {
    return Stream.of(Transport.values())
        .flatMap(
            transport ->
                all.stream()
                    .filter(row -> row.subject().equals(transport.word()) && isSame(row, load))
                    .limit(1))
        .toList();
  }

  private static boolean isSame(Rounds row, Rounds load) {
    return Stream.of("burst", "subscribers", "payloadBytes")
        .allMatch(name -> Double.compare(row.number(name), load.number(name)) == 0);
  }

  /** The best that raw sockets did with so many subscribers. */
  private static Optional<Rounds> floor(Run run, Rounds load) {
    return Rounds.of(run, "floor").stream()
        .filter(row -> row.subject().equals("raw sockets"))
        .filter(row -> row.number("payloadBytes") == load.number("payloadBytes"))
        .filter(row -> row.number("subscribers") == load.number("subscribers"))
        .filter(row -> row.median(FIGURE).isPresent())
        .max(Comparator.comparingDouble(FanOutPicture::value));
  }

  private static double middle(int row) {
    return TOP + ROW * row + ROW / 2.0 - 6;
  }

  private void bar(Rounds row, double y) {
    svg.text("label", Svg.LEFT - 12, y + 5, "end", Numbers.label(row.subject()));
    svg.bar(row.subject(), Svg.LEFT, x(value(row)), y, 20, 1);
  }

  private void value(Rounds row, double y) {
    double value = value(row);
    svg.text("soft over", x(value) + 8, y + 4, "start", Numbers.large(value));
  }

  /**
   * Where the client was the limit, the floor is higher still, and the picture must not hide it.
   */
  private void floor(Rounds floor, double bottom) {
    double value = value(floor);
    String limit = floor.flags().contains("client-bound") ? "held back by the client, " : "";
    svg.line("floor", x(value), TOP - 10, x(value), bottom);
    svg.text(
        "soft",
        x(value) + 4,
        TOP - 16,
        "end",
        "raw sockets, the same bytes: " + limit + Numbers.large(value));
  }

  private static double value(Rounds rows) {
    return rows.median(FIGURE).orElse(0);
  }

  private double x(double value) {
    return Svg.LEFT + value / most * (Svg.RIGHT - 50 - Svg.LEFT);
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
