package io.pushchannel.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Checks that the kit and {@code docs/contract.md} agree. */
class ContractPageTest {

  /** Promises of a server or a bus, which the kit does not test. */
  private static final Set<Integer> OF_THE_SERVER = Set.of(24, 25, 26, 27, 30, 31, 32);

  private static final Path PAGE = Path.of("../docs/contract.md");
  private static final Pattern PROMISE =
      Pattern.compile("^(\\d+)\\. (.*(?:\\n {3,}.*)*)", Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("(\\d+)\\. (.*)");

  @Test
  void eachTestQuotesThePromiseItTries() throws IOException {
    Map<Integer, String> promises = promises();
    tests()
        .forEach(
            name -> {
              Matcher quote = NAME.matcher(name);
              assertTrue(quote.matches(), name);
              String promise = promises.get(Integer.valueOf(quote.group(1)));
              assertTrue(
                  String.valueOf(promise).contains(quote.group(2)),
                  () -> "the test \"" + name + "\" must quote \"" + promise + '"');
            });
  }

  @Test
  void eachPromiseOfATransportIsTried() throws IOException {
    Set<Integer> promised = new TreeSet<>(promises().keySet());
    promised.removeAll(OF_THE_SERVER);
    Set<Integer> tried =
        tests()
            .map(name -> Integer.valueOf(name.substring(0, name.indexOf('.'))))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(promised, tried);
  }

  @Test
  void eachChapterIsOneOfThePage() throws IOException {
    String page = Files.readString(PAGE);
    chapters()
        .map(chapter -> chapter.getAnnotation(DisplayName.class).value())
        .forEach(title -> assertTrue(page.contains("\n## " + title + "\n"), title));
  }

  /** Returns the promises without Markdown marks, each on one line. */
  private static Map<Integer, String> promises() throws IOException {
    Map<Integer, String> promises = new TreeMap<>();
    Matcher promise = PROMISE.matcher(Files.readString(PAGE));
    while (promise.find()) {
      String text = promise.group(2).replaceAll("[*`]", "").replaceAll("\\s+", " ");
      promises.put(Integer.valueOf(promise.group(1)), text);
    }
    return promises;
  }

  private static Stream<String> tests() {
    return chapters()
        .flatMap(chapter -> Arrays.stream(chapter.getSuperclass().getDeclaredMethods()))
        .filter(method -> method.isAnnotationPresent(Test.class))
        .map(method -> method.getAnnotation(DisplayName.class).value());
  }

  private static Stream<Class<?>> chapters() {
    return Arrays.stream(TransportContract.class.getDeclaredClasses())
        .filter(each -> each.isAnnotationPresent(Nested.class));
  }
}
