package io.pushchannel.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A text table whose columns are as wide as their widest cells. The first column is left-aligned,
 * the others are right-aligned.
 */
final class TextTable {

  private static final String GAP = "  ";

  private final String title;
  private final List<List<String>> lines = new ArrayList<>();
  private final int columns;

  TextTable(String title, String... heads) {
    this.title = title;
    this.columns = heads.length;
    lines.add(List.of(heads));
  }

  /** Adds a line with one cell per column. */
  void add(String... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(
          "a line must have " + columns + " cells, had " + cells.length);
    }
    lines.add(List.of(cells));
  }

  boolean isEmpty() {
    return lines.size() == 1;
  }

  @Override
  public String toString() {
    int[] widths = IntStream.range(0, columns).map(this::width).toArray();
    StringBuilder out = new StringBuilder(title).append(System.lineSeparator());
    for (int i = 0; i < lines.size(); i++) {
      out.append(line(lines.get(i), widths)).append(System.lineSeparator());
      if (i == 0) {
        int width = IntStream.of(widths).sum() + GAP.length() * (columns - 1);
        out.append("-".repeat(width)).append(System.lineSeparator());
      }
    }
    return out.append(System.lineSeparator()).toString();
  }

  private int width(int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - cells.get(i).length());
      line.append(i == 0 ? "" : GAP);
      line.append(i == 0 ? cells.get(i) + padding : padding + cells.get(i));
    }
    return line.toString().stripTrailing();
  }
}
