package io.pushchannel.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table for terminals and Markdown. The first column is left-aligned, the others are
 * right-aligned.
 *
 * @param lines the cells; each line has one cell per heading
 */
record Table(String title, List<String> headings, List<List<String>> lines) {

  private static final String GAP = "  ";

  /** Returns the table of these rows, without columns that are empty in all of them. */
  static Table of(String title, List<Column> columns, List<Rounds> rows) {
    List<Column> filled =
        columns.stream()
            .filter(column -> rows.stream().anyMatch(row -> !column.cell(row).isEmpty()))
            .toList();
    List<String> headings = new ArrayList<>(List.of(""));
    filled.forEach(column -> headings.add(column.heading()));
    List<List<String>> lines = new ArrayList<>();
    for (Rounds row : rows) {
      List<String> line = new ArrayList<>(List.of(row.label()));
      filled.forEach(column -> line.add(column.cell(row)));
      lines.add(line);
    }
    return new Table(title, headings, lines);
  }

  /** Returns the table for a terminal; columns are as wide as their widest cells. */
  String text() {
    int[] widths = IntStream.range(0, headings.size()).map(this::width).toArray();
    int width = IntStream.of(widths).sum() + GAP.length() * (widths.length - 1);
    StringBuilder out = new StringBuilder();
    out.append(String.format("%s%n%s%n%s%n", title, line(headings, widths), "-".repeat(width)));
    lines.forEach(line -> out.append(String.format("%s%n", line(line, widths))));
    return out.append(System.lineSeparator()).toString();
  }

  private int width(int column) {
    return Math.max(
        headings.get(column).length(),
        lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0));
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - cells.get(i).length());
      line.append(i == 0 ? cells.get(i) + padding : GAP + padding + cells.get(i));
    }
    return line.toString().stripTrailing();
  }

  /** Returns the table in Markdown. */
  String markdown() {
    String rule = "| --- |" + " ---: |".repeat(headings.size() - 1);
    return lines.stream()
        .map(Table::markdown)
        .collect(
            Collectors.joining(
                "\n", title + "\n\n" + markdown(headings) + "\n" + rule + "\n", "\n\n"));
  }

  private static String markdown(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|").replace(" *", " \\*"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }
}
