package io.pushchannel.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The command line in a JVM of its own, with the class path of the tests. */
final class JavaCommand {

  private JavaCommand() {}

  /** The words of the command. */
  static List<String> of(String... arguments) {
    return with(List.of(), arguments);
  }

  /** The words of the command, with options of the JVM. */
  static List<String> with(List<String> jvmOptions, String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 24) {
      words.add("--enable-native-access=ALL-UNNAMED");
      words.add("--sun-misc-unsafe-memory-access=allow");
    }
    words.addAll(jvmOptions);
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    words.addAll(Arrays.asList(arguments));
    return words;
  }

  /** The command for a shell. */
  static String quoted(String... arguments) {
    return of(arguments).stream()
        .map(word -> '\'' + word.replace("'", "'\\''") + '\'')
        .collect(Collectors.joining(" "));
  }
}
