package io.pushchannel.cli;

import io.pushchannel.CloseReason;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.PushListener;
import io.pushchannel.PushState;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Prints received messages until the requested number is reached, or the output is closed. */
final class TailListener implements PushListener {

  private final MessagePrinter printer;
  private final PrintWriter out;
  private final Narrator narrator;
  private final CountDownLatch enough = new CountDownLatch(1);
  private int left;
  private volatile @Nullable CloseReason reason;

  TailListener(MessagePrinter printer, int count, PrintWriter out, Narrator narrator) {
    this.printer = printer;
    this.left = count;
    this.out = out;
    this.narrator = narrator;
  }

  /**
   * Waits until the output is complete.
   *
   * @throws CommandFailedException if the channel ended before that
   */
  void awaitEnough() throws InterruptedException {
    enough.await();
    if (reason instanceof CloseReason.Refused refused) {
      throw new CommandFailedException(
          "the server refused: " + refused.status() + ' ' + refused.detail());
    }
    if (reason instanceof CloseReason.Failed failed) {
      throw new CommandFailedException("reading failed: " + failed.cause(), failed.cause());
    }
  }

  @Override
  public void onMessage(Message message) {
    if (left > 0) {
      print(printer.line(message));
      left--;
      endIfEnough();
    }
  }

  @Override
  public void onGap(Gap gap) {
    if (left > 0) {
      narrator.gap(gap);
      print(printer.line(gap));
      endIfEnough();
    }
  }

  private void print(@Nullable String line) {
    if (line != null) {
      out.println(Terminal.isStandardOutput() ? TerminalText.escaped(line) : line);
    }
  }

  /** Checking for an error flushes, so that a line is seen at once. */
  private void endIfEnough() {
    if (out.checkError()) {
      left = 0;
    }
    if (left == 0) {
      enough.countDown();
    }
  }

  @Override
  public void onState(PushState state, @Nullable Exception cause) {
    narrator.state(state, cause);
  }

  @Override
  public void onClosed(CloseReason closeReason) {
    reason = closeReason;
    enough.countDown();
  }
}
