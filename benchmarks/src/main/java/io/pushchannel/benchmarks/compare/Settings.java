package io.pushchannel.benchmarks.compare;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What to compare.
 *
 * @param scope how much
 * @param peers whether to measure other servers, too
 * @param plan of the experiment side by side, whose size of messages and seed hold for all
 * @param only the scenarios to run; all if empty
 * @param folder where everything is kept
 */
public record Settings(Scope scope, boolean peers, Plan plan, Set<String> only, Path folder) {

  /** How much is measured. */
  public enum Scope {
    /** The main scenarios once, about 4 minutes. */
    QUICK,

    /** All scenarios in two rounds, about 25 minutes. */
    STANDARD
  }

  /** Keeps a copy. */
  public Settings {
    only = Set.copyOf(only);
  }

  /** For {@code run.json}. */
  Map<String, Object> describe() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("scope", scope.name().toLowerCase(Locale.ROOT));
    facts.put("peers", peers);
    facts.putAll(plan.describe());
    return facts;
  }
}
