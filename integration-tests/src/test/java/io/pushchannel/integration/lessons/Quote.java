package io.pushchannel.integration.lessons;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of code that a page quotes: a link with a line anchor, and the lines below it without their
 * common indentation.
 *
 * @param link as it stands in the page, up to the anchor
 * @param first the first line, counted from 1
 * @param last the last line
 * @param code what the page says is there
 */
record Quote(String link, int first, int last, String code) {

  private static final Pattern FORM =
      Pattern.compile("\\]\\(([^)#]+)#L(\\d+)-L(\\d+)\\):\n\n```java\n(.*?)\n```", Pattern.DOTALL);

  static List<Quote> of(String page) {
    List<Quote> quotes = new ArrayList<>();
    for (Matcher form = FORM.matcher(page); form.find(); ) {
      int first = Integer.parseInt(form.group(2));
      int last = Integer.parseInt(form.group(3));
      quotes.add(new Quote(form.group(1), first, last, form.group(4)));
    }
    return quotes;
  }

  /** What is there, as the page should quote it. */
  String actual(Path page) throws IOException {
    List<String> lines = Files.readAllLines(page.resolveSibling(link));
    return last <= lines.size()
        ? String.join("\n", lines.subList(first - 1, last)).stripIndent()
        : "only " + lines.size() + " lines";
  }

  /** This quote with the anchor at which its code stands now; itself if it stands nowhere. */
  Quote moved(Path page) throws IOException {
    int length = last - first + 1;
    int lines = Files.readAllLines(page.resolveSibling(link)).size();
    for (int start = 1; start + length - 1 <= lines; start++) {
      Quote moved = new Quote(link, start, start + length - 1, code);
      if (moved.actual(page).equals(code)) {
        return moved;
      }
    }
    return this;
  }

  String anchored() {
    return link + "#L" + first + "-L" + last;
  }
}
