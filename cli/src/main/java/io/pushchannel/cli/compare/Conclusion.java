package io.pushchannel.cli.compare;

import java.util.Comparator;
import java.util.Formatter;
import java.util.Locale;

/** What the figures of a comparison say, in sentences. */
final class Conclusion {

  private static final int MAX_COLUMNS = 100;

  private final Comparison comparison;
  private final Formatter out = new Formatter(Locale.ROOT);

  private Conclusion(Comparison comparison) {
    this.comparison = comparison;
  }

  static String of(Comparison comparison) {
    Conclusion conclusion = new Conclusion(comparison);
    conclusion.latency();
    conclusion.bytes();
    conclusion.requests();
    conclusion.ledger();
    return wrapped(conclusion.out.toString());
  }

  /** A sentence begins on a line of its own; where it is too long, it goes on indented. */
  private static String wrapped(String sentences) {
    StringBuilder wrapped = new StringBuilder();
    for (String sentence : sentences.split("\\R")) {
      int column = 0;
      for (String word : sentence.split(" ")) {
        boolean fits = column + word.length() < MAX_COLUMNS;
        wrapped.append(column == 0 ? "" : fits ? " " : System.lineSeparator() + "  ").append(word);
        column = (fits ? column + 1 : 2) + word.length();
      }
      wrapped.append(System.lineSeparator());
    }
    return wrapped.toString();
  }

  private void latency() {
    Result best = least(Comparator.comparingDouble(result -> result.latency().mean()));
    Result polling = comparison.of(Technique.SHORT_POLLING);
    out.format(
        "Soonest is %s: %s ms on average. With short polling a message waits for the next poll:"
            + " %.0f times as long.%n",
        best.technique().label(),
        Table.millis(best.latency().mean()),
        polling.latency().mean() / best.latency().mean());
  }

  private void bytes() {
    Result best = least(Comparator.comparingDouble(result -> result.perMessage().bytes()));
    Result polling = comparison.of(Technique.LONG_POLLING);
    out.format(
        "Leanest is %s: %.0f B a message. Long polling, with two heads for nearly every message,"
            + " takes %.1f times that.%n",
        best.technique().label(),
        best.perMessage().bytes(),
        polling.perMessage().bytes() / best.perMessage().bytes());
  }

  private void requests() {
    boolean fewer = comparison.theory().shortPollingNeedsFewerRequests();
    out.format(
        "Here lambda T is %s 1 + lambda R', so short polling needs %s requests than long polling:"
            + " %.3f to %.3f a message.%n",
        fewer ? "above" : "not above",
        fewer ? "fewer" : "no fewer",
        comparison.of(Technique.SHORT_POLLING).perMessage().requests(),
        comparison.of(Technique.LONG_POLLING).perMessage().requests());
  }

  private void ledger() {
    if (comparison.isClean()) {
      long delivered =
          comparison.results().stream().mapToLong(result -> result.ledger().delivered()).sum();
      out.format("Of %,d deliveries none was lost, duplicated or reordered.%n", delivered);
    } else {
      out.format("FAILED: messages were lost, duplicated or reordered, see the ledger.%n");
    }
  }

  private Result least(Comparator<Result> order) {
    return comparison.results().stream().min(order).orElseThrow();
  }
}
