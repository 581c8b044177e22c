package io.pushchannel.cli.compare;

/** Where a figure was measured, without which it says little. */
final class Environment {

  private Environment() {}

  static String describe() {
    return "Java "
        + Runtime.version()
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " cores, "
        + System.getProperty("os.name")
        + ' '
        + System.getProperty("os.version")
        + ' '
        + System.getProperty("os.arch");
  }
}
