package io.pushchannel.integration.lessons;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A passage that quotes figures.
 *
 * @param page relative to the repository
 * @param pattern occurs once in the page; each group is a figure
 * @param keys of the figures in {@link Figures}, one for each group
 */
record Claim(String page, Pattern pattern, List<String> keys) {

  /** All claims of {@code claims.txt}. */
  static List<Claim> all() throws IOException {
    try (InputStream in = Claim.class.getResourceAsStream("claims.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).map(Claim::of).toList();
    }
  }

  private static Claim of(String line) {
    String[] parts = line.split(" ~ ");
    return new Claim(parts[0], Pattern.compile(parts[1]), List.of(parts[2].split(" ")));
  }

  Path file() {
    return Path.of("..").resolve(page);
  }

  @Override
  public String toString() {
    return page + ": " + keys;
  }
}
