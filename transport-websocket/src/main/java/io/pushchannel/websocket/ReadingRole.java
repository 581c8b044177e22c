package io.pushchannel.websocket;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides which thread reads a connection. The channel's thread does, and delivers what it has read
 * without a hand-off. While it is inside a callback and publishes are unanswered, a task on a
 * shared thread reads instead: it processes acknowledgements at once, because the callback may wait
 * for one, and keeps other texts for later. The task returns the role after the last
 * acknowledgement, or with the next text after the callback.
 *
 * <p>The kept texts are bounded. Beyond the bound they are dropped, and so is all that follows: the
 * connection then ends after the kept texts, and the channel resumes from its cursor.
 */
final class ReadingRole {

  /** Kept texts, and their characters in all; one text of any size is kept. */
  private static final int MAX_TEXTS = 4096;

  private static final int MAX_CHARS = 4 << 20;

  /** A callback that publishes and returns at once, the usual case, causes no change of threads. */
  private static final Executor AFTER_GRACE =
      CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS, SharedThreads.all());

  private final TextInput input;
  private final Acknowledgements acknowledgements;

  /** Guards what follows; notified when a text is kept and when the role is returned. */
  private final Object lock = new Object();

  private final Queue<String> kept = new ArrayDeque<>();
  private int keptChars;
  private boolean inCallback;

  /** True if a task will look for work soon, or has the role. */
  private boolean scheduled;

  private boolean relieved;
  private boolean overflowed;
  private boolean ended;
  private @Nullable Throwable failure;

  ReadingRole(TextInput input, Acknowledgements acknowledgements) {
    this.input = input;
    this.acknowledgements = acknowledgements;
  }

  /** The next text, on the channel's thread; null if there will be none. */
  @Nullable String next() throws IOException, InterruptedException {
    synchronized (lock) {
      while (kept.isEmpty() && relieved && !overflowed) {
        lock.wait();
      }
      String text = kept.poll();
      if (text != null) {
        keptChars -= text.length();
        return text;
      }
      rethrow(failure);
      if (ended || overflowed) {
        return null;
      }
    }
    return input.next();
  }

  /** Called on the channel's thread before the application is. */
  void callbackBegins() {
    synchronized (lock) {
      inCallback = true;
      schedule();
    }
  }

  /** Called on the channel's thread when the application has returned. */
  void callbackEnds() {
    synchronized (lock) {
      inCallback = false;
    }
  }

  /** Called on any thread when something was published; never blocks. */
  void published() {
    synchronized (lock) {
      schedule();
    }
  }

  /** Returns whether texts were dropped, so that the channel must read them again. */
  boolean hasOverflowed() {
    synchronized (lock) {
      return overflowed;
    }
  }

  /** Waits until no task reads. Called when the connection is closed, so it is soon. */
  void awaitEnd() throws InterruptedException {
    synchronized (lock) {
      ended = true;
      while (relieved) {
        lock.wait();
      }
    }
  }

  private void schedule() {
    if (isReliefNeeded() && !scheduled) {
      AFTER_GRACE.execute(this::relieve);
      scheduled = true;
    }
  }

  private boolean isReliefNeeded() {
    return inCallback && !ended && failure == null && acknowledgements.areAwaited();
  }

  private void relieve() {
    try {
      while (takeOrReturn()) {
        String text = input.next();
        if (text == null) {
          end(null);
        } else if (!acknowledgements.process(text)) {
          keep(text);
        }
      }
    } catch (IOException | RuntimeException | Error e) {
      end(e);
    }
  }

  /** Takes the role, or keeps it, if it is needed. */
  private boolean takeOrReturn() {
    synchronized (lock) {
      relieved = isReliefNeeded();
      scheduled = relieved;
      lock.notifyAll();
      return relieved;
    }
  }

  private void keep(String text) {
    synchronized (lock) {
      boolean isRoom =
          kept.size() < MAX_TEXTS && (kept.isEmpty() || keptChars + text.length() <= MAX_CHARS);
      overflowed = overflowed || !isRoom;
      if (!overflowed) {
        kept.add(text);
        keptChars += text.length();
      }
    }
  }

  private void end(@Nullable Throwable thrown) {
    synchronized (lock) {
      ended = true;
      failure = thrown;
      relieved = false;
      lock.notifyAll();
    }
  }

  private static void rethrow(@Nullable Throwable failure) throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    } else if (failure instanceof RuntimeException e) {
      throw e;
    } else if (failure instanceof Error e) {
      throw e;
    }
  }
}
