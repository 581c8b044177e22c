package io.pushchannel.benchmarks.report;

import io.pushchannel.benchmarks.load.PushTechnique;
import java.util.Locale;

/** Formats numbers and names for readers. */
final class Numbers {

  private Numbers() {}

  /** Returns the display name of a subject. */
  static String label(String subject) {
    return PushTechnique.ours().stream()
        .filter(technique -> technique.word().equals(subject))
        .map(PushTechnique::label)
        .findFirst()
        .orElse(subject);
  }

  /** Formats a value with about three significant digits. */
  static String significant(double value) {
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    String form = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, form, value);
  }

  /** Formats a large value with a unit prefix: 2.87 M instead of 2,870,000. */
  static String large(double value) {
    if (value >= 1e6) {
      return significant(value / 1e6) + " M";
    }
    return value >= 1e3 ? significant(value / 1e3) + " k" : significant(value);
  }

  /** Formats a duration in milliseconds, or in seconds from 1000 ms. */
  static String duration(double millis) {
    return millis >= 1000 ? plain(millis / 1000) + " s" : plain(millis) + " ms";
  }

  /** Formats a value without a decimal point if it is an integer. */
  static String plain(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,d", (long) value)
        : String.valueOf((float) value);
  }

  /** Converts a figure name to words: {@code messagesPerSecond} to {@code messages per second}. */
  static String words(String name) {
    return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }
}
