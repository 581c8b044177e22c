package io.pushchannel.integration.lessons;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lessons quote the code as it is, link to existing files, agree in both languages, and quote the
 * figures of {@link Figures}. If code has only moved, {@code -Dlessons.update=true} updates the
 * line numbers.
 */
class LessonsTest {

  private static final Path ROOT = Path.of("..");
  private static final Path LESSONS = ROOT.resolve("docs/lessons");
  private static final boolean UPDATE = Boolean.getBoolean("lessons.update");

  private static final Pattern LINK = Pattern.compile("\\]\\(([^):#]+)(#[^)]*)?\\)");
  private static final Pattern TRANSCRIPT = Pattern.compile("(?m)^    .*$");
  private static final Pattern MEMORY = Pattern.compile("[0-9.]+ (KB|GB|GiB)");

  /** The buffer of a proxy. */
  private static final Set<String> NOT_PER_CLIENT = Set.of("8 KB");

  private static final Pattern CELL = Pattern.compile("(?<=\\| )[0-9][0-9.,]*( \\w+)?(?= \\|)");

  static List<Path> chapters() throws IOException {
    try (Stream<Path> pages = Files.walk(LESSONS)) {
      return pages.filter(page -> page.getFileName().toString().matches("\\d-.*\\.md")).toList();
    }
  }

  @Test
  void fiveChaptersInTwoLanguages() throws IOException {
    assertEquals(10, chapters().size());
  }

  @ParameterizedTest
  @MethodSource("chapters")
  void quotesWhatStandsInTheCode(Path page) throws IOException {
    String text = Files.readString(page);
    List<Quote> quotes = Quote.of(text);
    assertFalse(quotes.isEmpty(), "expected a page that quotes code");
    if (UPDATE) {
      for (Quote quote : quotes) {
        text = text.replace(quote.anchored(), quote.moved(page).anchored());
      }
      Files.writeString(page, text);
    }
    assertAll(Quote.of(text).stream().map(quote -> () -> requireTrue(quote, page)));
  }

  private static void requireTrue(Quote quote, Path page) throws IOException {
    assertEquals(
        quote.code(),
        quote.actual(page),
        () -> page + " quotes " + quote.anchored() + "; if it only moved: -Dlessons.update=true");
  }

  @ParameterizedTest
  @MethodSource("chapters")
  void linksToWhatExists(Path page) {
    List<String> links = found(LINK, page, 1);
    assertFalse(links.isEmpty());
    links.forEach(link -> assertTrue(Files.exists(page.resolveSibling(link)), link));
  }

  @ParameterizedTest
  @MethodSource("chapters")
  void tellsTheSameInBothLanguages(Path page) {
    Path other = LESSONS.resolve("en").resolve(page.getFileName());
    assertEquals(found(TRANSCRIPT, other, 0), found(TRANSCRIPT, page, 0), "transcripts");
    assertEquals(found(CELL, other, 0), found(CELL, page, 0), "figures");
    assertEquals(Quote.of(read(other)), Quote.of(read(page)), "quotes");
  }

  static List<Claim> claims() throws IOException {
    return Claim.all();
  }

  @ParameterizedTest
  @MethodSource("claims")
  void pagesQuoteTheFiguresOfOneSource(Claim claim) throws IOException {
    Figures figures = new Figures();
    List<MatchResult> passages = claim.pattern().matcher(read(claim.file())).results().toList();
    assertEquals(1, passages.size(), () -> claim.pattern() + " in " + claim.page());
    for (int i = 0; i < claim.keys().size(); i++) {
      String figure = figures.text(claim.keys().get(i));
      String quoted = passages.get(0).group(i + 1);
      assertEquals(figure, quoted.contains(" ") ? quoted : withUnitOf(figure, quoted));
    }
  }

  /** A page may name the unit elsewhere in the sentence. */
  private static String withUnitOf(String figure, String quoted) {
    int unit = figure.indexOf(' ');
    return unit < 0 ? quoted : quoted + figure.substring(unit);
  }

  @ParameterizedTest
  @MethodSource("pagesOnMemory")
  void noPageHasAnotherFigureOfMemory(Path page) throws IOException {
    Figures figures = new Figures();
    for (String figure : found(MEMORY, page, 0)) {
      assertTrue(
          figures.contains(figure) || NOT_PER_CLIENT.contains(figure),
          () -> page + " quotes " + figure + ", which is not in docs/figures.properties");
    }
  }

  static List<Path> pagesOnMemory() throws IOException {
    List<Path> pages = new ArrayList<>(chapters());
    for (String name : new String[] {"", "demo", "examples", "docs/lessons"}) {
      pages.add(ROOT.resolve(name).resolve("README.md"));
    }
    for (String name : new String[] {"shortpoll", "longpoll", "sse", "websocket"}) {
      pages.add(ROOT.resolve("transport-" + name).resolve("README.md"));
    }
    return pages;
  }

  private static List<String> found(Pattern pattern, Path page, int group) {
    return pattern.matcher(read(page)).results().map((MatchResult m) -> m.group(group)).toList();
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
