package io.pushchannel.integration.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each piece of Java in a page or in Javadoc compiles, ends without an exception, and prints
 * exactly the output that follows it, in each of 20 runs. Lessons and the page on writing a
 * transport quote code of this repository, and have tests of their own.
 */
class ReadmeTest {

  private static final Path ROOT = Path.of("..");
  private static final int RUNS = 20;

  @TempDir private Path folder;

  static List<Snippet> pages() throws IOException {
    List<Snippet> snippets = new ArrayList<>();
    for (Path page : files("", ".md")) {
      if (!page.endsWith("writing-a-transport.md") && !page.toString().contains("lessons")) {
        snippets.addAll(Snippet.ofPage(page));
      }
    }
    return snippets;
  }

  static List<Snippet> javadoc() throws IOException {
    List<Snippet> snippets = new ArrayList<>();
    for (Path source : files("src/main/java", ".java")) {
      snippets.addAll(Snippet.ofSource(source));
    }
    return snippets;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void aPagePrintsWhatItPromisesInEachRun(Snippet snippet) throws Exception {
    SnippetProgram program = compiled(snippet);
    if (program.isRunnable()) {
      String promised = snippet.output().isEmpty() ? "" : snippet.output() + '\n';
      String expected = (promised + SnippetRunner.END + '\n').repeat(RUNS);
      assertEquals(expected, program.run(RUNS), snippet.place());
    } else {
      assertEquals("", snippet.output(), "a class without main prints nothing");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("javadoc")
  void javadocCompilesAndRuns(Snippet snippet) throws Exception {
    SnippetProgram program = compiled(snippet);
    if (program.isRunnable()) {
      String output = program.run(RUNS);
      assertEquals(RUNS, output.split(SnippetRunner.END + "\n", -1).length - 1, output);
    }
  }

  @Test
  void theReadmeHasARunnableExample() throws IOException {
    assertFalse(Snippet.ofPage(ROOT.resolve("README.md")).get(0).output().isEmpty());
  }

  private SnippetProgram compiled(Snippet snippet) throws IOException {
    SnippetProgram program = new SnippetProgram(snippet, folder);
    assertEquals("", program.compile(), snippet.place());
    return program;
  }

  /** Files of this repository whose path contains {@code part} and ends in {@code suffix}. */
  private static List<Path> files(String part, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(suffix))
          .filter(file -> !file.toString().contains("/target/"))
          .filter(file -> file.toString().contains(part))
          .sorted()
          .toList();
    }
  }
}
