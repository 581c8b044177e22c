package io.pushchannel.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;

/**
 * Ends the process gracefully on SIGTERM or SIGINT: closes open resources and exits with 0. A JVM
 * without it exits with 143 or 130. Close this object to remove the handler.
 */
final class Termination implements AutoCloseable {

  private final Thread hook;

  private Termination(Thread hook) {
    this.hook = hook;
  }

  /**
   * Registers what to close.
   *
   * @param close called once, on a thread of its own; must return within seconds
   */
  static Termination closing(Runnable close) {
    return ending(
        () -> {
          close.run();
          return 0;
        });
  }

  /**
   * Registers how to end.
   *
   * @param end called once, on a thread of its own; must return within seconds; gives the status to
   *     exit with
   */
  static Termination ending(IntSupplier end) {
    Thread hook =
        new Thread(
            () -> {
              int status = 1;
              try {
                status = end.getAsInt();
              } finally {
                Runtime.getRuntime().halt(status);
              }
            },
            "termination");
    Runtime.getRuntime().addShutdownHook(hook);
    return new Termination(hook);
  }

  /**
   * Reports that the server at {@code uri} is ready, and waits until the process is terminated or
   * the thread is interrupted.
   *
   * @param close as for {@link #closing}; must be idempotent
   */
  static void keepUntilAsked(PrintWriter out, URI uri, Runnable close) throws InterruptedException {
    Termination termination = closing(close);
    try (termination) {
      out.println("ready " + uri);
      new CountDownLatch(1).await();
    } finally {
      close.run();
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, by the hook, which must be left to finish.
      waitForTheEnd();
    }
  }

  private void waitForTheEnd() {
    try {
      hook.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
