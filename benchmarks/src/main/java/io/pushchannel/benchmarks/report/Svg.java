package io.pushchannel.benchmarks.report;

import java.util.Locale;

/**
 * A small picture with one row per subject, light or dark as the reader prefers. It contains
 * neither times nor random names, so a new run changes only the measured values.
 */
final class Svg {

  static final int WIDTH = 760;

  /** The x coordinates at which the drawing starts, after the labels, and ends. */
  static final int LEFT = 212;

  static final int RIGHT = 700;

  private static final String STYLE =
      """
      <style>
       text{font:14px system-ui,"Segoe UI",Helvetica,Arial,sans-serif;fill:#1f2328}
       .title{font-size:17px;font-weight:600}.soft{fill:#57606a;font-size:12px}.page{fill:#fff}
       .over{paint-order:stroke;stroke:#fff;stroke-width:5px}
       .error{stroke:#1f2328;stroke-width:1.5}.rule{stroke:#d0d7de}.baseline{stroke:#57606a;stroke-width:1.5;stroke-dasharray:5 4}
       .shortpoll{fill:#a85400;stroke:#a85400}.longpoll{fill:#8336ad;stroke:#8336ad}
       .sse{fill:#00756a;stroke:#00756a}.websocket{fill:#1f5fd0;stroke:#1f5fd0}
       @media (prefers-color-scheme:dark){
        .error{stroke:#e6edf3}text{fill:#e6edf3}.soft{fill:#9da7b3}.page{fill:#0d1117}.over{stroke:#0d1117}.rule{stroke:#30363d}.baseline{stroke:#9da7b3}
        .shortpoll{fill:#ffad52;stroke:#ffad52}.longpoll{fill:#d6a2f2;stroke:#d6a2f2}
        .sse{fill:#42d3bd;stroke:#42d3bd}.websocket{fill:#7fb0ff;stroke:#7fb0ff}}
      </style>
      """;

  private final StringBuilder out = new StringBuilder();

  /** Creates an empty picture. */
  Svg(int height, String title) {
    out.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
                + " aria-label=\"%s\">%n",
            WIDTH,
            height,
            escaped(title)));
    out.append(STYLE);
    out.append(
        String.format(
            Locale.ROOT, "<rect class=\"page\" width=\"%d\" height=\"%d\"/>%n", WIDTH, height));
    text("title", 12, 26, "start", title);
  }

  void text(String style, double x, double y, String anchor, String text) {
    out.append(
        String.format(
            Locale.ROOT,
            "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
            style,
            x,
            y,
            anchor,
            escaped(text)));
  }

  void line(String style, double x1, double y1, double x2, double y2) {
    out.append(
        String.format(
            Locale.ROOT,
            "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
            style,
            x1,
            y1,
            x2,
            y2));
  }

  /** Adds a bar of {@code height}, vertically centered at {@code y}. */
  void bar(String style, double from, double to, double y, double height, double opacity) {
    out.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"3\""
                + " opacity=\"%.2f\" stroke=\"none\"/>%n",
            style,
            from,
            y - height / 2,
            Math.max(1, to - from),
            height,
            opacity));
  }

  void dot(String style, double x, double y) {
    out.append(
        String.format(
            Locale.ROOT, "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"5\"/>%n", style, x, y));
  }

  @Override
  public String toString() {
    return out + "</svg>\n";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
