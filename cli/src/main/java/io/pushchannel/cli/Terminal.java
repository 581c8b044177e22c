package io.pushchannel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reports which standard streams are a terminal. Java 17 cannot detect it for a single stream, so
 * the launcher script passes it on.
 */
public final class Terminal {

  private static final boolean STANDARD_OUTPUT =
      Boolean.getBoolean("pushchannel.terminal.out") || isDevice(Path.of("/proc/self/fd/1"));

  private Terminal() {}

  /** Returns true if standard input is a keyboard. */
  static boolean isStandardInput() {
    return Boolean.getBoolean("pushchannel.terminal.in");
  }

  /**
   * Returns true if standard output is a terminal. Without the launcher, Linux still names the
   * device.
   */
  static boolean isStandardOutput() {
    return STANDARD_OUTPUT;
  }

  private static boolean isDevice(Path descriptor) {
    try {
      String device = Files.readSymbolicLink(descriptor).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false; // there is no such link on this system
    }
  }

  /** Returns true if a line can be overwritten. */
  public static boolean isStandardError() {
    return Boolean.getBoolean("pushchannel.terminal.err");
  }
}
