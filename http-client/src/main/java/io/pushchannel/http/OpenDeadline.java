package io.pushchannel.http;

import io.pushchannel.check.PlainTime;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The time limit until a response begins. Later actions of the server do not extend it. */
final class OpenDeadline {

  private final String what;
  private final Duration limit;
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private volatile boolean late;

  /** Requires {@code what}, which its message names, within {@code limit}. */
  OpenDeadline(String what, Duration limit) {
    this.what = what;
    this.limit = limit;
  }

  /** From now on the time runs; {@code giveUp} must not block. */
  void start(Runnable giveUp) {
    opened
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(timeout -> beLate(giveUp));
  }

  /** It has begun, or is over: the time stops. */
  void done() {
    opened.complete(null);
  }

  boolean isLate() {
    return late;
  }

  IOException late(Object from, IOException cause) {
    IOException late =
        new SocketTimeoutException(
            what + " not received from " + from + " within " + PlainTime.of(limit));
    late.initCause(cause);
    return late;
  }

  private @Nullable Void beLate(Runnable giveUp) {
    late = true;
    giveUp.run();
    return null;
  }
}
