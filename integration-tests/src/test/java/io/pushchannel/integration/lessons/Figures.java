package io.pushchannel.integration.lessons;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;

/** The figures of {@code docs/figures.properties}, and those that follow from them. */
final class Figures {

  private static final double GIBIBYTE = 1 << 30;
  private static final double MILLION = 1e6;

  private final Properties measured = new Properties();

  Figures() throws IOException {
    try (Reader reader = Files.newBufferedReader(Path.of("../docs/figures.properties"))) {
      measured.load(reader);
    }
    double heap = number("heap.websocket") * 1000;
    double kernel = number("kernel") * 1000;
    double bytes = (heap + kernel) * MILLION;
    derive("millionGB", "%.1f GB", bytes / 1e9);
    derive("millionGiB", "%.1f GiB", bytes / GIBIBYTE);
    derive("millionConstant", "%.0f + %.0f", heap, kernel);
  }

  private void derive(String key, String format, Object... values) {
    measured.setProperty(key, String.format(Locale.ROOT, format, values));
  }

  /** A figure with its unit, as pages quote it. */
  String text(String key) {
    String figure = measured.getProperty(key);
    if (figure == null) {
      throw new AssertionError("docs/figures.properties has no " + key);
    }
    return figure;
  }

  /** A figure without its unit. */
  double number(String key) {
    return Double.parseDouble(text(key).split(" ")[0]);
  }

  /** Whether a page may quote this text as a figure. */
  boolean contains(String text) {
    return measured.containsValue(text);
  }
}
