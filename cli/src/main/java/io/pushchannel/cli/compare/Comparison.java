package io.pushchannel.cli.compare;

import java.util.List;

/**
 * The outcome of a run.
 *
 * @param plan what was asked for
 * @param environment where it ran
 * @param published messages in all
 * @param measured messages after the warm-up; none if the rate is low and the time short
 * @param publishDelay how much later than intended they were published: proof that the publisher
 *     kept up
 * @param theory the figures that the predictions rest on
 * @param results one for each technique
 */
public record Comparison(
    Plan plan,
    String environment,
    long published,
    long measured,
    Latency publishDelay,
    Theory theory,
    List<Result> results) {

  /** Whether every technique delivered each message once and in order. */
  public boolean isClean() {
    return results.stream().allMatch(result -> result.ledger().isClean());
  }

  Result of(Technique technique) {
    return results.stream()
        .filter(result -> result.technique() == technique)
        .findFirst()
        .orElseThrow();
  }
}
