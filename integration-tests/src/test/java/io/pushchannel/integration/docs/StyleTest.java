package io.pushchannel.integration.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Comments and messages of main code, and the English pages, use the words that CONTRIBUTING lists.
 */
class StyleTest {

  private static final Path ROOT = Path.of("..");

  /** Fragments such as "What was asked for." in place of a noun or a verb. */
  private static final Pattern START =
      Pattern.compile("^(What|Who|Whose|Where|How|When|Whether|Those|So)\\b");

  private static final Pattern WORDS =
      Pattern.compile(
          "\\b(hear|hears|heard|tell|tells|told|anew|for ever|nobody|whoever|by turns|oftener"
              + "|mend|mends|mended)\\b",
          Pattern.CASE_INSENSITIVE);

  /** Further words, and headings that are fragments, in pages. */
  private static final Pattern PAGE =
      Pattern.compile(
          WORDS.pattern()
              + "|\\b(answer|answers|answered|is none|(messages|requests|bytes|times) a second)\\b"
              + "|^#+ (What|Who|Whose|Where|How|When|Whether|Those|So)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern COMMENT =
      Pattern.compile("/\\*\\*(.*?)\\*/|(?<![:\"])//([^\n]*)", Pattern.DOTALL);

  private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)+)\"");

  @Test
  void commentsStartWithAVerbOrANoun() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path file : files(".java")) {
      String code = Files.readString(file);
      for (Matcher comment = COMMENT.matcher(code); comment.find(); ) {
        String text = text(comment);
        if (START.matcher(text).find() || WORDS.matcher(text).find()) {
          wrong.add(at(file, code, comment.start()) + text);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void messagesUseTheFieldsWords() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path file : files(".java")) {
      String code = Files.readString(file);
      for (Matcher string = STRING.matcher(code); string.find(); ) {
        if (WORDS.matcher(string.group(1)).find()) {
          wrong.add(at(file, code, string.start()) + string.group(1));
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void pagesUseTheFieldsWords() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path page : files(".md")) {
      List<String> lines = Files.readAllLines(page);
      boolean isCode = false;
      for (int i = 0; i < lines.size(); i++) {
        isCode ^= lines.get(i).startsWith("```");
        String prose = lines.get(i).replaceAll("`[^`]*`", "");
        if (!isCode && PAGE.matcher(prose).find()) {
          wrong.add(ROOT.relativize(page) + ":" + (i + 1) + " " + lines.get(i));
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** Returns files of main code with this ending, or all pages. */
  private static List<Path> files(String ending) throws IOException {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all.filter(file -> file.toString().endsWith(ending))
          .filter(file -> isOfProject(file.toString(), ending))
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause(); // a folder that a build removed meanwhile
    }
  }

  private static boolean isOfProject(String file, String ending) {
    boolean isBuilt = file.contains("/target/") || file.contains("/node_modules/");
    return !isBuilt && (ending.equals(".md") || file.contains("/src/main/"));
  }

  private static String text(Matcher comment) {
    String body = comment.group(1) == null ? comment.group(2) : comment.group(1);
    return body.replaceAll("\n\\s*\\*?", " ").replaceAll("\\s+", " ").strip();
  }

  private static String at(Path file, String code, int index) {
    long line = code.substring(0, index).lines().count();
    return ROOT.relativize(file) + ":" + line + " ";
  }
}
