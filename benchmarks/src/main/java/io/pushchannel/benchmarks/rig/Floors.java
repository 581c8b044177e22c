package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.result.Kind;
import io.pushchannel.benchmarks.result.Row;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/** Tells each row what share of its floor it reached in the same round. */
public final class Floors {

  private Floors() {}

  /**
   * The rows, with {@code shareOfFloor} where their round has a floor for them; those that took
   * {@link Turns} with their floor have it already.
   */
  public static List<Row> shares(List<Row> rows) {
    return rows.stream().map(row -> share(row, rows)).toList();
  }

  private static Row share(Row row, List<Row> rows) {
    if (row.kind() == Kind.FLOOR || row.get("shareOfFloor").isPresent()) {
      return row;
    }
    return switch (row.scenario()) {
      case "fan-out" -> shareOfThroughput(row, rows);
      case "latency" -> shareOfLatency(row, rows);
      default -> row;
    };
  }

  /** Nothing is sooner than an answer on a socket that is open: so much of the median is that. */
  private static Row shareOfLatency(Row row, List<Row> rows) {
    OptionalDouble median = row.get("p50Millis");
    Optional<Row> floor =
        rows.stream()
            .filter(other -> other.kind() == Kind.FLOOR && other.round() == row.round())
            .filter(other -> other.get("p50Millis").isPresent())
            .findFirst();
    return median.isPresent() && floor.isPresent()
        ? row.figure(
            "shareOfFloor", floor.get().get("p50Millis").orElseThrow() / median.getAsDouble())
        : row;
  }

  private static Row shareOfThroughput(Row row, List<Row> rows) {
    String figure =
        row.get("requestsPerSecond").isPresent() ? "requestsPerSecond" : "deliveriesPerSecond";
    Optional<Row> floor =
        rows.stream()
            .filter(other -> other.kind() == Kind.FLOOR && other.round() == row.round())
            .filter(other -> other.get(figure).isPresent())
            .filter(other -> same(row, other, "subscribers") && same(row, other, "payloadBytes"))
            .filter(other -> figure.startsWith("requests") || isFraming(other, row.subject()))
            .min(Comparator.comparingDouble(other -> distance(row, other)));
    return floor
        .map(
            found ->
                row.figure(
                    "shareOfFloor",
                    row.get(figure).orElseThrow() / found.get(figure).orElseThrow()))
        .orElse(row);
  }

  private static boolean same(Row one, Row other, String parameter) {
    return Objects.equals(one.parameters().get(parameter), other.parameters().get(parameter));
  }

  /** A peer is compared with the floor of event streams, unless its name says otherwise. */
  private static boolean isFraming(Row floor, String subject) {
    boolean isWebSocket = subject.toLowerCase(Locale.ROOT).contains("websocket");
    return Objects.equals(floor.parameters().get("framing"), isWebSocket ? "websocket" : "sse");
  }

  /** How different the batching is: the floor to take is the one whose writes are as large. */
  private static double distance(Row row, Row floor) {
    Object perWrite = floor.parameters().get("messagesPerWrite");
    return perWrite instanceof Number number
        ? Math.abs(Math.log(number.doubleValue() / row.get("messagesPerWrite").orElse(1)))
        : 0;
  }
}
