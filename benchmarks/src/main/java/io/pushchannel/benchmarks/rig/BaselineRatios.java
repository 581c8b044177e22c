package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.SubjectKind;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/** Adds the ratio to the baseline of the same round to each row. */
public final class BaselineRatios {

  private BaselineRatios() {}

  /**
   * Returns the rows with the figure {@code shareOfBaseline} if their round contains a matching
   * baseline. Rows of {@link PairedComparison} already have this figure.
   */
  public static List<Row> shares(List<Row> rows) {
    return rows.stream().map(row -> share(row, rows)).toList();
  }

  private static Row share(Row row, List<Row> rows) {
    if (row.kind() == SubjectKind.BASELINE || row.get("shareOfBaseline").isPresent()) {
      return row;
    }
    return switch (row.scenario()) {
      case "fan-out", "empty-polls" -> shareOfThroughput(row, rows);
      case "latency" -> shareOfLatency(row, rows);
      default -> row;
    };
  }

  /**
   * The ping-pong on an open socket is the minimum latency; returns its share of the row's median.
   */
  private static Row shareOfLatency(Row row, List<Row> rows) {
    OptionalDouble median = row.get("p50Millis");
    Optional<Row> baseline =
        rows.stream()
            .filter(other -> other.kind() == SubjectKind.BASELINE && other.round() == row.round())
            .filter(other -> other.get("p50Millis").isPresent())
            .findFirst();
    return median.isPresent() && baseline.isPresent()
        ? row.figure(
            "shareOfBaseline", baseline.get().get("p50Millis").orElseThrow() / median.getAsDouble())
        : row;
  }

  private static Row shareOfThroughput(Row row, List<Row> rows) {
    String figure =
        row.get("requestsPerSecond").isPresent() ? "requestsPerSecond" : "deliveriesPerSecond";
    Optional<Row> baseline =
        rows.stream()
            .filter(other -> other.kind() == SubjectKind.BASELINE && other.round() == row.round())
            .filter(other -> other.get(figure).isPresent())
            .filter(other -> same(row, other, "subscribers") && same(row, other, "payloadBytes"))
            .filter(other -> figure.startsWith("requests") || isFraming(other, row.subject()))
            .min(Comparator.comparingDouble(other -> distance(row, other)));
    return baseline
        .map(
            found ->
                row.figure(
                    "shareOfBaseline",
                    row.get(figure).orElseThrow() / found.get(figure).orElseThrow()))
        .orElse(row);
  }

  private static boolean same(Row one, Row other, String parameter) {
    return Objects.equals(one.parameters().get(parameter), other.parameters().get(parameter));
  }

  /**
   * Returns true if the baseline sends the same framing as the subject. Peers are compared with
   * event streams unless their name contains "websocket". Batches of polls have no baseline: raw
   * sockets send neither their bytes nor their headers.
   */
  private static boolean isFraming(Row baseline, String subject) {
    if (subject.equals("shortpoll") || subject.equals("longpoll")) {
      return false;
    }
    boolean isWebSocket = subject.toLowerCase(Locale.ROOT).contains("websocket");
    return Objects.equals(baseline.parameters().get("framing"), isWebSocket ? "websocket" : "sse");
  }

  /**
   * Returns the distance between the batch sizes; the baseline with the most similar writes is
   * used.
   */
  private static double distance(Row row, Row baseline) {
    Object perWrite = baseline.parameters().get("messagesPerWrite");
    return perWrite instanceof Number number
        ? Math.abs(Math.log(number.doubleValue() / row.get("messagesPerWrite").orElse(1)))
        : 0;
  }
}
