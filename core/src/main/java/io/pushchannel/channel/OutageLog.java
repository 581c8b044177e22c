package io.pushchannel.channel;

import io.pushchannel.Cursor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Logs once that a channel has lost its server, and once that it is back, however many attempts lie
 * between. An attempt that the server accepts and drops at once does not count as the end of an
 * outage.
 */
final class OutageLog {

  private final Logger log;
  private final String channel;
  private boolean out;
  private boolean saidBack;
  private boolean saidStuck;

  OutageLog(Logger log, String channel) {
    this.log = log;
    this.channel = channel;
  }

  /** The server has responded. */
  void opened(Cursor after) {
    if (out && !saidBack) {
      log.info("{} is back, after {}", channel, after);
      saidBack = true;
    }
  }

  /** The attempt was a good one: the outage before it is over, the next is another. */
  void over() {
    out = false;
    saidBack = false;
    saidStuck = false;
  }

  /** An attempt ended in a way that another attempt probably repeats. */
  void stuck(Cursor after, @Nullable Exception cause, long pauseMillis) {
    if (saidStuck) {
      ended(cause, pauseMillis);
      return;
    }
    out = true;
    saidStuck = true;
    log.warn(
        "{} makes no progress after {} ({}); the next attempt comes in {} ms",
        channel,
        after,
        cause == null ? "no cause" : cause.toString(),
        pauseMillis);
  }

  /**
   * An attempt has ended.
   *
   * @param cause the failure, or null if the server asked the client to reconnect
   */
  void ended(@Nullable Exception cause, long pauseMillis) {
    if (out) {
      log.debug("{} ended again; the next attempt comes in {} ms", channel, pauseMillis, cause);
    } else {
      out = true;
      log.atLevel(cause == null ? Level.INFO : Level.WARN)
          .log(
              "{} ended ({}); the next attempt comes in {} ms",
              channel,
              cause == null ? "the server asked to come back" : cause.toString(),
              pauseMillis);
    }
  }
}
