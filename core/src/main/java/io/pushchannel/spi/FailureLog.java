package io.pushchannel.spi;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/**
 * Logs a failure that may repeat for each of many clients: with its stack trace once a minute, at
 * DEBUG otherwise. Thread-safe.
 */
final class FailureLog {

  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Logger log;
  private final String message;

  /** Time of the last ERROR; 0 before the first. */
  private final AtomicLong logged = new AtomicLong();

  FailureLog(Logger log, String message) {
    this.log = log;
    this.message = message;
  }

  void failed(Throwable failure) {
    long last = logged.get();
    long now = System.nanoTime();
    if ((last == 0 || now - last > QUIET_NANOS) && logged.compareAndSet(last, now)) {
      log.error(message, failure);
    } else {
      log.debug(message, failure);
    }
  }
}
