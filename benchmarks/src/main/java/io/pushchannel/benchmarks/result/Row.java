package io.pushchannel.benchmarks.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One measurement: a subject under one set of parameters in one round.
 *
 * @param scenario {@code latency}, {@code fan-out}, {@code idle}, {@code cost}, {@code storm},
 *     {@code resume}, {@code slow}, {@code floor} or {@code jmh}
 * @param subject a transport's name, a floor's or a peer's
 * @param round 1 for the first
 * @param parameters those that apply, such as {@code subscribers}; numbers or text
 * @param figures what was measured, the unit in each name; absent if not measured
 * @param ledger null for a floor without deliveries
 * @param flags what to know before believing it, such as {@code client-bound}
 * @param histogram the name of the {@code .hgrm} beside {@code run.json}, or null
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Row(
    String scenario,
    String subject,
    Kind kind,
    int round,
    Map<String, Object> parameters,
    Map<String, Double> figures,
    @Nullable Ledger ledger,
    List<String> flags,
    @Nullable String histogram) {

  /** Above this share of one core the load client, not the server, may have been the limit. */
  public static final double CLIENT_BOUND = 0.85;

  /** Keeps copies, in order. */
  public Row {
    parameters = new LinkedHashMap<>(parameters);
    figures = new LinkedHashMap<>(figures);
    flags = List.copyOf(flags);
  }

  /** A row without figures yet. */
  public static Row of(String scenario, String subject, Kind kind, int round) {
    return new Row(scenario, subject, kind, round, Map.of(), Map.of(), null, List.of(), null);
  }

  /** This, with one more parameter. */
  public Row with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(parameters);
    more.put(name, value);
    return new Row(scenario, subject, kind, round, more, figures, ledger, flags, histogram);
  }

  /** This, with one more figure; unchanged if it is not a number. */
  public Row figure(String name, double value) {
    if (!Double.isFinite(value)) {
      return this;
    }
    Map<String, Double> more = new LinkedHashMap<>(figures);
    more.put(name, value);
    return new Row(scenario, subject, kind, round, parameters, more, ledger, flags, histogram);
  }

  /** This, with these figures as well. */
  public Row figures(Map<String, Double> others) {
    Row row = this;
    for (Map.Entry<String, Double> each : others.entrySet()) {
      row = row.figure(each.getKey(), each.getValue());
    }
    return row;
  }

  /** This, with its account; flagged {@code lost} if that does not add up. */
  public Row ledger(Ledger newLedger) {
    Row row =
        new Row(scenario, subject, kind, round, parameters, figures, newLedger, flags, histogram);
    return newLedger.isClean() ? row : row.flag("lost");
  }

  /** This, with one more flag, once. */
  public Row flag(String flag) {
    if (flags.contains(flag)) {
      return this;
    }
    List<String> more = new ArrayList<>(flags);
    more.add(flag);
    return new Row(scenario, subject, kind, round, parameters, figures, ledger, more, histogram);
  }

  /** This, with how busy the load client's core was; flagged if that was the limit. */
  public Row clientBusy(double share) {
    Row row = figure("clientBusyShare", share);
    return share > CLIENT_BOUND ? row.flag("client-bound") : row;
  }

  /** This, with the name of its histogram. */
  public Row histogram(String name) {
    return new Row(scenario, subject, kind, round, parameters, figures, ledger, flags, name);
  }

  /** A figure, if it was measured. */
  public OptionalDouble get(String name) {
    Double value = figures.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
