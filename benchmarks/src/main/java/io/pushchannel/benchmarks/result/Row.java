package io.pushchannel.benchmarks.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One measurement: a subject with one set of parameters in one round.
 *
 * @param scenario {@code latency}, {@code fan-out}, {@code empty-polls}, {@code idle}, {@code
 *     cost}, {@code storm}, {@code resume}, {@code slow}, {@code baseline} or {@code jmh}
 * @param subject the name of a transport, baseline or peer
 * @param round the round, starting at 1
 * @param parameters the applicable parameters, such as {@code subscribers}; numbers or text
 * @param figures the measured values; each name contains the unit; absent if not measured
 * @param ledger the delivery counts; null for a baseline without deliveries
 * @param flags reasons for caution, such as {@code client-bound}
 * @param histogram the name of the {@code .hgrm} file in the folder of {@code run.json}, or null
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Row(
    String scenario,
    String subject,
    SubjectKind kind,
    int round,
    Map<String, Object> parameters,
    Map<String, Double> figures,
    @Nullable Ledger ledger,
    List<String> flags,
    @Nullable String histogram) {

  /** Above this share of one core, the load client rather than the server may be the bottleneck. */
  public static final double CLIENT_BOUND = 0.85;

  /** Copies the collections and preserves their order. */
  public Row {
    parameters = new LinkedHashMap<>(parameters);
    figures = new LinkedHashMap<>(figures);
    flags = List.copyOf(flags);
  }

  /** Creates a row without figures. */
  public static Row of(String scenario, String subject, SubjectKind kind, int round) {
    return new Row(scenario, subject, kind, round, Map.of(), Map.of(), null, List.of(), null);
  }

  /** Returns a copy with an additional parameter. */
  public Row with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(parameters);
    more.put(name, value);
    return new Row(scenario, subject, kind, round, more, figures, ledger, flags, histogram);
  }

  /** Returns a copy with an additional figure, or this row if the value is not finite. */
  public Row figure(String name, double value) {
    if (!Double.isFinite(value)) {
      return this;
    }
    Map<String, Double> more = new LinkedHashMap<>(figures);
    more.put(name, value);
    return new Row(scenario, subject, kind, round, parameters, more, ledger, flags, histogram);
  }

  /** Returns a copy with additional figures. */
  public Row figures(Map<String, Double> others) {
    Row row = this;
    for (Map.Entry<String, Double> each : others.entrySet()) {
      row = row.figure(each.getKey(), each.getValue());
    }
    return row;
  }

  /** Returns a copy with this ledger, flagged {@code lost} if the ledger is not clean. */
  public Row ledger(Ledger newLedger) {
    Row row =
        new Row(scenario, subject, kind, round, parameters, figures, newLedger, flags, histogram);
    return newLedger.isClean() ? row : row.flag("lost");
  }

  /** Returns a copy with an additional flag, or this row if it has the flag already. */
  public Row flag(String flag) {
    if (flags.contains(flag)) {
      return this;
    }
    List<String> more = new ArrayList<>(flags);
    more.add(flag);
    return new Row(scenario, subject, kind, round, parameters, figures, ledger, more, histogram);
  }

  /**
   * Returns a copy with the load client's share of one core, flagged {@code client-bound} if the
   * client may have been the bottleneck.
   */
  public Row clientBusy(double share) {
    Row row = figure("clientBusyShare", share);
    return share > CLIENT_BOUND ? row.flag("client-bound") : row;
  }

  /** Returns a copy with the name of its histogram file. */
  public Row histogram(String name) {
    return new Row(scenario, subject, kind, round, parameters, figures, ledger, flags, name);
  }

  /** Returns a figure; empty if it was not measured. */
  public OptionalDouble get(String name) {
    Double value = figures.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
