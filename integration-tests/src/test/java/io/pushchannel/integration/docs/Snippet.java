package io.pushchannel.integration.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of Java code in a page or in Javadoc, with the output that the page promises.
 *
 * @param place the file and the number of the piece in it
 * @param code without the indentation of its surroundings
 * @param output the {@code text} block that follows the code, or an empty text
 */
record Snippet(String place, String code, String output) {

  private static final Pattern BLOCK =
      Pattern.compile(
          "```java\n(.*?)\n```\n(?:\n[^\n`]*:\n\n```text\n(.*?)\n```\n)?", Pattern.DOTALL);

  private static final Pattern JAVADOC =
      Pattern.compile("\\* <pre>\\{@code\n(.*?)\n *\\* }</pre>", Pattern.DOTALL);

  /** All {@code java} blocks of a Markdown page. */
  static List<Snippet> ofPage(Path page) throws IOException {
    List<Snippet> snippets = new ArrayList<>();
    for (Matcher block = BLOCK.matcher(Files.readString(page)); block.find(); ) {
      String output = block.group(2) == null ? "" : block.group(2);
      snippets.add(new Snippet(place(page, snippets), block.group(1), output));
    }
    return snippets;
  }

  /** All {@code <pre>{@code ...}</pre>} blocks of a source file. */
  static List<Snippet> ofSource(Path source) throws IOException {
    List<Snippet> snippets = new ArrayList<>();
    for (Matcher block = JAVADOC.matcher(Files.readString(source)); block.find(); ) {
      String code = block.group(1).replaceAll("(?m)^ *\\* ?", "");
      snippets.add(new Snippet(place(source, snippets), code, ""));
    }
    return snippets;
  }

  private static String place(Path file, List<Snippet> before) {
    return file.normalize() + ", piece " + (before.size() + 1);
  }

  @Override
  public String toString() {
    return place;
  }
}
