package io.pushchannel.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/** What is logged while this is open. Tests run one after another, so it is theirs. */
final class ErrorLog implements AutoCloseable {

  private final PrintStream before = System.err;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  ErrorLog() {
    System.setErr(new PrintStream(bytes, true, UTF_8));
  }

  /** The lines with all of {@code words}. */
  List<String> lines(String words) {
    return bytes.toString(UTF_8).lines().filter(line -> line.contains(words)).toList();
  }

  @Override
  public void close() {
    System.setErr(before);
    before.print(bytes.toString(UTF_8));
  }
}
