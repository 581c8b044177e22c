package io.pushchannel.benchmarks.report;

import io.pushchannel.benchmarks.cost.Theory;
import io.pushchannel.benchmarks.cost.UnitCost;
import io.pushchannel.benchmarks.load.PushTechnique;
import io.pushchannel.benchmarks.result.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The title and the columns of each scenario's table, in the order of the report. */
final class ScenarioTables {

  private static final Map<String, String> TITLES = new LinkedHashMap<>();
  private static final Map<String, List<Column>> COLUMNS = new LinkedHashMap<>();
  private static final Column LOAD = Column.parameter("with", Rounds::load);

  static {
    put(
        "latency",
        "Latency in ms; requests and bytes per message; theory in brackets",
        Column.parameter("T", ScenarioTables::interval),
        Column.figure("mean", "meanMillis"),
        Column.theory("theoryMeanMillis"),
        Column.figure("p50", "p50Millis"),
        Column.figure("p99", "p99Millis"),
        Column.figure("req", "requestsPerMessage"),
        Column.theory("theoryRequestsPerMessage"),
        Column.figure("B up", "bytesUpPerMessage"),
        Column.figure("B down", "bytesDownPerMessage"),
        Column.theory("theoryBytesDownPerMessage"));
    put(
        "fan-out",
        "Fan-out; baseline: raw sockets, the same bytes; client: load of its core",
        Column.parameter("subscribers", rows -> Numbers.plain(rows.number("subscribers"))),
        Column.parameter("burst", rows -> Numbers.plain(rows.number("burst"))),
        Column.figure("deliveries/s", "deliveriesPerSecond"),
        Column.percent("of baseline", "shareOfBaseline"),
        Column.figure("CPU us", "cpuMicrosPerDelivery"),
        Column.figure("B", "bytesPerDelivery"),
        Column.figure("per write", "messagesPerWrite"),
        Column.percent("client", "clientBusyShare"));
    put(
        "empty-polls",
        "Polls without new messages; baseline: canned response; client: load of its core",
        LOAD,
        Column.figure("requests/s", "requestsPerSecond"),
        Column.percent("of baseline", "shareOfBaseline"),
        Column.figure("CPU us", "cpuMicrosPerRequest"),
        Column.figure("B", "bytesPerRequest"),
        Column.percent("client", "clientBusyShare"));
    put(
        "baseline",
        "Baselines",
        LOAD,
        Column.figure("deliveries/s", "deliveriesPerSecond"),
        Column.figure("requests/s", "requestsPerSecond"),
        Column.figure("p50 ms", "p50Millis"));
    put(
        "idle",
        "Idle connections: bytes of the server for each",
        LOAD,
        Column.figure("heap", "heapBytesPerConnection"),
        Column.figure("direct", "directBytesPerConnection"),
        Column.figure("kernel", "kernelBytesPerConnection"));
    put(
        "storm",
        "Storm: ms until connections are back after all were cut",
        LOAD,
        Column.figure("50 %", "half50Millis"),
        Column.figure("95 %", "back95Millis"),
        Column.figure("all", "backAllMillis"));
    put(
        "resume",
        "Resume: time to receive missed messages",
        LOAD,
        Column.figure("ms", "millis"),
        Column.figure("messages/s", "messagesPerSecond"));
    put(
        "slow",
        "Slow consumers: p99 in ms of the others",
        LOAD,
        Column.figure("p99", "p99Millis"),
        Column.figure("alone", "aloneP99Millis"),
        Column.figure("ratio", "ratio"));
    put(
        "jmh",
        "JMH",
        Column.parameter("with", ScenarioTables::parameters),
        Column.figure("ops/s", "operationsPerSecond"),
        Column.figure("us/op", "microsPerOperation"),
        Column.figure("ns/op", "nanosPerOperation"),
        Column.figure("B/op", "allocatedBytesPerOperation"),
        Column.figure("deliveries/s", "deliveriesPerSecond"));
    put(
        "cost",
        "Bytes per message, both ways, by messages per second; T = 1 s (others: the report)",
        Column.parameter("headers", rows -> String.valueOf(rows.parameter("headers"))),
        cost(0.1),
        cost(1),
        cost(10),
        cost(100));
  }

  private ScenarioTables() {}

  private static void put(String scenario, String title, Column... columns) {
    TITLES.put(scenario, title);
    COLUMNS.put(scenario, List.of(columns));
  }

  /** Returns the columns of each scenario. */
  static Map<String, List<Column>> columns() {
    return COLUMNS;
  }

  /** Returns the tables of a run: one for each scenario, and for latency one for each load. */
  static List<Table> of(Run run) {
    List<Table> tables = new ArrayList<>();
    COLUMNS.forEach(
        (scenario, columns) -> {
          String title = TITLES.getOrDefault(scenario, scenario);
          List<Rounds> rows =
              Rounds.inOrder(run, scenario).stream()
                  .filter(row -> hasFigure(row, columns))
                  .toList();
          if (scenario.equals("latency")) {
            loads(run, rows)
                .forEach(
                    load ->
                        tables.add(
                            Table.of(title + " (" + load.get(0).load() + ")", columns, load)));
          } else if (!rows.isEmpty()) {
            tables.add(Table.of(title, columns, rows));
          }
        });
    return tables;
  }

  private static boolean hasFigure(Rounds row, List<Column> columns) {
    return columns.stream().anyMatch(column -> column.isFigure() && !column.cell(row).isEmpty());
  }

  /** Returns the rows by load, in the order of measurement. */
  private static List<List<Rounds>> loads(Run run, List<Rounds> rows) {
    return Rounds.of(run, "latency").stream()
        .filter(rows::contains)
        .map(first -> rows.stream().filter(first::hasLoadOf).toList())
        .distinct()
        .toList();
  }

  private static String interval(Rounds rows) {
    double millis = rows.number("intervalMillis");
    return Double.isNaN(millis) ? "" : Numbers.duration(millis);
  }

  private static String parameters(Rounds rows) {
    return rows.rows().get(0).parameters().values().stream()
        .map(String::valueOf)
        .collect(Collectors.joining(", "));
  }

  /** Returns the column of a rate, computed from the unit costs; other rows have no cell. */
  private static Column cost(double perSecond) {
    return new Column(
        Numbers.plain(perSecond) + "/s",
        "computed",
        rows -> {
          if (!"unit".equals(rows.parameter("mode"))) {
            return "";
          }
          Theory theory = new Theory(perSecond, 1, rows.median("roundTripMillis").orElse(0) / 1e3);
          UnitCost unit = UnitCost.of(rows.rows().get(0));
          return Numbers.significant(theory.bytesBothWays(PushTechnique.of(rows.subject()), unit));
        });
  }
}
