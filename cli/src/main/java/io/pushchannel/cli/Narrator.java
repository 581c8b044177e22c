package io.pushchannel.cli;

import io.pushchannel.Gap;
import io.pushchannel.PushState;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * Reports the states of a channel on standard error: one line per change, and none while attempts
 * fail repeatedly in the same way.
 */
final class Narrator {

  private final String server;
  private final PrintWriter err;
  private boolean wasOpen;
  private String lastLine = "";

  /**
   * Creates a reporter.
   *
   * @param server address and transport of the server
   */
  Narrator(String server, PrintWriter err) {
    this.server = server;
    this.err = err;
  }

  void state(PushState state, @Nullable Exception cause) {
    switch (state) {
      case CONNECTING -> {
        if (lastLine.isEmpty()) {
          say("connecting to " + server);
        }
      }
      case OPEN -> {
        say("connected");
        wasOpen = true;
      }
      case RECONNECTING -> {
        say((wasOpen ? "lost the connection (" : "no connection (") + why(cause) + "), retrying");
        wasOpen = false;
      }
      case CLOSED -> {}
    }
  }

  void gap(Gap gap) {
    say(
        "gap ("
            + gap.reason()
            + "): lost some after "
            + gap.after()
            + ", resuming after "
            + gap.resumed());
  }

  private void say(String line) {
    if (!line.equals(lastLine)) {
      err.println("pushchannel: " + TerminalText.escaped(line));
      err.flush();
      lastLine = line;
    }
  }

  private static String why(@Nullable Exception cause) {
    if (cause == null) {
      return "the server ended it";
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
