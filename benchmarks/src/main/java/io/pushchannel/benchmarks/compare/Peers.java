package io.pushchannel.benchmarks.compare;

import io.pushchannel.benchmarks.load.Technique;
import io.pushchannel.benchmarks.rig.Subject;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Other servers, from a jar of their own: {@code java -jar peers.jar list} prints a line for each,
 * {@code <technique> <name>} or {@code - <name>: <why it cannot run>}, and {@code java -jar
 * peers.jar serve <name>} is it, as a child process that obeys lines.
 */
final class Peers {

  /** Where the jar is; the launcher script says so. */
  private static final String PROPERTY = "pushchannel.peers";

  private static final Path DEFAULT = Path.of("benchmarks", "peers", "target", "peers.jar");

  private Peers() {}

  /** Those that can run; of the others, {@code findings} notes why not. */
  static List<Subject> found(Findings findings) throws IOException {
    Path jar = Path.of(System.getProperty(PROPERTY, DEFAULT.toString()));
    if (!Files.exists(jar)) {
      findings.note("peers were not measured: expected their servers in " + jar);
      return List.of();
    }
    List<Subject> peers = new ArrayList<>();
    for (String line : list(jar)) {
      int space = line.indexOf(' ');
      String name = line.substring(space + 1);
      if (line.startsWith("- ")) {
        findings.note("not run: " + name);
      } else if (space > 0) {
        Technique technique = Technique.of(line.substring(0, space));
        peers.add(Subject.peer(name, technique, command(jar, "serve", name)));
      }
    }
    return peers;
  }

  private static List<String> list(Path jar) throws IOException {
    Process process =
        new ProcessBuilder(command(jar, "list"))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      return out.lines().toList();
    }
  }

  private static List<String> command(Path jar, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar.toString()));
    command.addAll(List.of(arguments));
    return command;
  }
}
