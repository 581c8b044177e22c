package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.cost.ChannelGroup;
import io.pushchannel.benchmarks.cost.MeasuredChannel;
import io.pushchannel.benchmarks.cost.RequestHeaders;
import io.pushchannel.benchmarks.cost.Theory;
import io.pushchannel.benchmarks.cost.Traffic;
import io.pushchannel.benchmarks.cost.UnitCost;
import io.pushchannel.benchmarks.cost.UnitProbe;
import io.pushchannel.benchmarks.load.PushTechnique;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.SubjectKind;
import io.pushchannel.benchmarks.served.OpenLoopPublisher;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures the cost of a message on the wire with both header sets: the unit costs, from which the
 * report computes all rates and intervals, and the traffic of some of them. The counts do not
 * depend on time, so the rates are measured at the same time.
 *
 * <p>The {@code mode} of a row is {@code unit} or {@code measured}.
 */
record CostScenario(int bytes) implements Scenario {

  /** Messages per second. */
  private static final List<Integer> RATES = List.of(5, 20, 100);

  private static final Duration LENGTH = Duration.ofSeconds(6);

  @Override
  public String scenario() {
    return "cost";
  }

  @Override
  public String label() {
    return "cost in bytes";
  }

  @Override
  public Duration estimate() {
    return LENGTH.plusSeconds(10);
  }

  /** Returns the measured intervals of short polling. */
  private static List<Integer> intervals(int rate) {
    return rate == 20 ? List.of(100, 1000) : List.of(50, 500);
  }

  @Override
  public List<Row> run(RunContext context) throws IOException, InterruptedException {
    double roundTrip;
    try (ChannelGroup idle = new ChannelGroup()) {
      roundTrip = idle.roundTripSeconds();
    }
    List<Row> rows = new ArrayList<>();
    Map<List<Object>, UnitCost> units = new HashMap<>();
    for (RequestHeaders headers : RequestHeaders.values()) {
      for (PushTechnique technique : PushTechnique.ours()) {
        UnitCost unit = UnitProbe.count(technique, headers, bytes);
        units.put(List.of(technique, headers), unit);
        rows.add(
            row(technique, headers, "unit", unit.figures())
                .figure("roundTripMillis", roundTrip * 1e3));
      }
    }
    rows.addAll(measureAll(context, roundTrip, units));
    return rows;
  }

  private Row row(
      PushTechnique technique, RequestHeaders headers, String mode, Map<String, Double> figures) {
    return Row.of(scenario(), technique.word(), SubjectKind.TRANSPORT, 1)
        .with("mode", mode)
        .with("headers", headers.word())
        .with("payloadBytes", bytes)
        .figures(figures);
  }

  private List<Row> measureAll(
      RunContext context, double roundTrip, Map<List<Object>, UnitCost> units)
      throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(RATES.size());
    try {
      List<Callable<List<Row>>> tasks = new ArrayList<>();
      RATES.forEach(rate -> tasks.add(() -> measure(rate, context, roundTrip, units)));
      List<Row> rows = new ArrayList<>();
      for (Future<List<Row>> task : threads.invokeAll(tasks)) {
        rows.addAll(task.get());
      }
      return rows;
    } catch (ExecutionException e) {
      throw new IOException("measuring the cost failed: " + e.getCause(), e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Measures all transports; short polling once per interval. */
  private List<Row> measure(
      int rate, RunContext context, double roundTrip, Map<List<Object>, UnitCost> units)
      throws IOException, InterruptedException {
    try (ChannelGroup group = new ChannelGroup()) {
      connect(rate, group);
      for (MeasuredChannel channel : group.channels()) {
        channel.beginSettled();
      }
      long start = System.nanoTime();
      OpenLoopPublisher publisher = group.publisher(rate, bytes, context.seed());
      publisher.publishUntil(LENGTH);
      List<Row> rows = new ArrayList<>();
      for (MeasuredChannel channel : group.channels()) {
        Traffic traffic = channel.measuredSettled(publisher.published());
        double perSecond = publisher.published() * 1e9 / (System.nanoTime() - start);
        Theory theory = new Theory(perSecond, channel.interval().toNanos() / 1e9, roundTrip);
        UnitCost unit =
            Objects.requireNonNull(units.get(List.of(channel.technique(), channel.headers())));
        rows.add(row(channel, traffic, theory, unit, publisher.published()));
      }
      return rows;
    }
  }

  private static void connect(int rate, ChannelGroup group)
      throws IOException, InterruptedException {
    for (RequestHeaders headers : RequestHeaders.values()) {
      for (PushTechnique technique : PushTechnique.ours()) {
        List<Integer> intervals = intervals(rate);
        for (int interval :
            technique == PushTechnique.SHORT_POLLING ? intervals : intervals.subList(0, 1)) {
          group.addCounted(technique, Duration.ofMillis(interval), headers);
        }
      }
    }
    group.awaitOpen();
  }

  /** Returns the row of a channel. The theory is evaluated for the actual rate. */
  private Row row(
      MeasuredChannel channel, Traffic traffic, Theory theory, UnitCost unit, long messages) {
    double bytesBothWays = traffic.bytesUp() + traffic.bytesDown();
    PushTechnique technique = channel.technique();
    Row row =
        row(technique, channel.headers(), "measured", Map.of())
            .with("ratePerSecond", theory.rate())
            .figure("requestsPerMessage", (double) traffic.requests() / messages)
            .figure("bytesPerMessage", bytesBothWays / messages)
            .figure("theoryRequestsPerMessage", theory.requestsPerMessage(technique))
            .figure("theoryBytesPerMessage", theory.bytesBothWays(technique, unit))
            .ledger(channel.subscriber().ledger(messages));
    return technique == PushTechnique.SHORT_POLLING
        ? row.with("intervalMillis", channel.interval().toMillis())
        : row;
  }
}
