package io.pushchannel.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the code quotes and links of {@code docs/writing-a-transport.md}. */
class WritingATransportTest {

  private static final Path PAGE = Path.of("../docs/writing-a-transport.md");
  private static final Path CODE = Path.of("src/test/java/io/pushchannel/lines");
  private static final Pattern QUOTE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^):#]+)\\)");

  @Test
  void quotesWhatStandsInTheCode() throws IOException {
    List<String> quotes = found(QUOTE);
    assertEquals(8, quotes.size());
    try (Stream<Path> files = Files.list(CODE)) {
      List<String> sources = files.map(WritingATransportTest::read).toList();
      quotes.forEach(
          quote -> assertTrue(sources.stream().anyMatch(source -> source.contains(quote)), quote));
    }
  }

  @Test
  void linksToWhatExists() throws IOException {
    List<String> links = found(LINK);
    assertFalse(links.isEmpty());
    links.forEach(link -> assertTrue(Files.exists(PAGE.resolveSibling(link)), link));
  }

  private static List<String> found(Pattern pattern) throws IOException {
    return pattern
        .matcher(Files.readString(PAGE))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
