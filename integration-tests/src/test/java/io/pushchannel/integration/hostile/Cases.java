package io.pushchannel.integration.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Cases as text: {@code == } and a name begins one; lines of {@code > } are sent, of {@code < }
 * expected, of {@code ! } said to the test; {@code #} begins a comment.
 */
final class Cases {

  /**
   * One case.
   *
   * @param name what is wrong with it
   * @param directives further instructions for the test
   * @param sent the lines to send
   * @param expected the lines to expect
   */
  record Case(
      String family,
      String name,
      List<String> directives,
      List<String> sent,
      List<String> expected) {

    @Override
    public String toString() {
      return family + ": " + name;
    }
  }

  private Cases() {}

  /** Reads the cases of a family from the resources beside this class. */
  static List<Case> read(String family) {
    List<Case> cases = new ArrayList<>();
    for (String line : text(family + ".cases").split("\n")) {
      String rest = line.length() > 2 ? line.substring(line.indexOf(' ') + 1) : "";
      if (line.startsWith("== ")) {
        cases.add(new Case(family, rest, new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
      } else if (line.startsWith("> ")) {
        last(cases).sent.add(rest);
      } else if (line.startsWith("< ")) {
        last(cases).expected.add(rest);
      } else if (line.startsWith("! ")) {
        last(cases).directives.add(rest);
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        throw new IllegalArgumentException("expected ==, >, <, ! or # in " + family + ": " + line);
      }
    }
    return cases;
  }

  private static Case last(List<Case> cases) {
    return cases.get(cases.size() - 1);
  }

  private static String text(String resource) {
    try (InputStream in = Cases.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("expected the resource " + resource + ", found none");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
