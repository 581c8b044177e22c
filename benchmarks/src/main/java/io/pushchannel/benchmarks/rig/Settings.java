package io.pushchannel.benchmarks.rig;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The settings of a comparison.
 *
 * @param scope the extent of the measurement
 * @param peers true to measure other servers as well
 * @param load the side-by-side load; its message size and seed apply to all scenarios
 * @param only the scenarios to run; all if empty
 * @param folder the folder of the results
 */
public record Settings(
    Scope scope, boolean peers, LatencyLoad load, Set<String> only, Path folder) {

  /** The extent of the measurement. */
  public enum Scope {
    /** The main scenarios once, about 2 minutes. */
    QUICK,

    /** All scenarios in two rounds, about 25 minutes. */
    STANDARD,

    /** All scenarios over the whole ranges in three rounds, about 90 minutes. */
    FULL
  }

  /** Copies the set of scenarios. */
  public Settings {
    only = Set.copyOf(only);
  }

  /** Returns the description in {@code run.json}. */
  Map<String, Object> describe() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("scope", scope.name().toLowerCase(Locale.ROOT));
    facts.put("peers", peers);
    facts.putAll(load.describe());
    return facts;
  }
}
