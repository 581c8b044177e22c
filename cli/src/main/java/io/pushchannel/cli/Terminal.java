package io.pushchannel.cli;

/**
 * Which standard streams are a terminal. Java 17 cannot tell for each, so the launcher script does;
 * without it none is taken for one.
 */
public final class Terminal {

  private Terminal() {}

  /** Whether a person would have to type what is read. */
  static boolean isStandardInput() {
    return Boolean.getBoolean("pushchannel.terminal.in");
  }

  /** Whether a line can be written over another. */
  public static boolean isStandardError() {
    return Boolean.getBoolean("pushchannel.terminal.err");
  }
}
