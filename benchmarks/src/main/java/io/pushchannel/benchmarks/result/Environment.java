package io.pushchannel.benchmarks.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Describes the machine and JVM of a measurement. */
public final class Environment {

  private static final long MEBIBYTE = 1 << 20;

  private Environment() {}

  /** Returns the properties of this machine and JVM as text. */
  public static Map<String, String> describe() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("java", System.getProperty("java.vm.name") + ' ' + Runtime.version());
    facts.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
    facts.put("processor", line(Path.of("/proc/cpuinfo"), "model name"));
    facts.put("memory", line(Path.of("/proc/meminfo"), "MemTotal"));
    facts.put("heap", Runtime.getRuntime().maxMemory() / MEBIBYTE + " MiB");
    facts.put(
        "system",
        System.getProperty("os.name")
            + ' '
            + System.getProperty("os.version")
            + ' '
            + System.getProperty("os.arch"));
    facts.put("load", load(line(Path.of("/proc/loadavg"), "")));
    return facts;
  }

  /** Returns the load averages over 1, 5 and 15 minutes, without the process counts after them. */
  private static String load(String line) {
    String[] words = line.split(" ");
    return words.length < 3
        ? line
        : words[0] + " (1 min), " + words[1] + " (5 min), " + words[2] + " (15 min)";
  }

  /**
   * Returns the text after {@code key} and a colon in the first line that starts with {@code key}.
   */
  private static String line(Path file, String key) {
    try {
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith(key)) {
          return line.substring(key.isEmpty() ? 0 : line.indexOf(':') + 1).strip();
        }
      }
      return "unknown";
    } catch (IOException e) {
      return "unknown"; // not Linux; the other properties are still useful
    }
  }
}
