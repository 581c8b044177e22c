package io.pushchannel.spi;

import io.pushchannel.Gap;
import io.pushchannel.wire.StreamFormat;
import io.pushchannel.wire.WireBuffer;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.LoggerFactory;

/**
 * Moves messages from a feed to a stream while both are open: the loop of SSE and WebSocket. It
 * runs when messages are available or the stream becomes writable, and stops otherwise. A stream
 * that is not writable is skipped; its messages wait in the log. A stream that sends nothing for a
 * heartbeat and is behind the retained messages is closed: a slow reader may cost a cursor, not
 * memory. If the bus is closed or fails, the client is asked to reconnect later.
 */
public final class Pump {

  /** Maximum number of bytes per read, which is the memory that a slow reader can occupy. */
  private static final int BYTES_PER_READ = 1 << 16;

  /** Clients of a bus that is closed or failed stay away for a time in this range, in ms. */
  private static final long MIN_RETRY = 2500;

  private static final long MAX_RETRY = 7500;

  private static final FailureLog failures =
      new FailureLog(
          LoggerFactory.getLogger(Pump.class), "The bus failed; its streams are closed with bye");

  private final Feed feed;
  private final StreamFormat format;
  private final PushStream stream;
  private boolean ended;

  private Pump(Feed feed, StreamFormat format, PushStream stream) {
    this.feed = feed;
    this.format = format;
    this.stream = stream;
  }

  /**
   * Opens the stream and keeps it going until it ends; then closes the feed. On the event loop.
   *
   * @param heartbeat announced to the peer; a silence this long is broken by a sign of life
   */
  public static void start(Feed feed, StreamFormat format, PushStream stream, Duration heartbeat) {
    Pump pump = new Pump(feed, format, stream);
    stream.onEnd(pump::end);
    stream.onWritable(pump::run);
    stream.onIdle(heartbeat, pump::beat);
    stream.onClosing(pump::sayBye);
    feed.onAvailable(pump::run);
    WireBuffer open = new WireBuffer();
    format.open(feed.asked(), heartbeat, open);
    stream.write(open);
    pump.run();
    stream.flush();
  }

  private void run() {
    if (ended) {
      return;
    }
    try {
      move();
    } catch (RuntimeException e) {
      leave(e);
    }
  }

  private void move() {
    boolean wrote = false;
    Gap gap = null;
    while (gap != null || stream.isWritable()) {
      int read = feed.read(BYTES_PER_READ, Integer.MAX_VALUE);
      if (read == Feed.GAP) {
        gap = feed.takeGap(gap);
        continue;
      }
      if (gap != null) {
        announce(gap);
        gap = null;
        wrote = true;
      }
      if (read == 0) {
        break;
      }
      stream.write(feed.block(), feed.offset(), feed.length());
      wrote = true;
    }
    if (wrote) {
      stream.flush();
    }
  }

  private void announce(Gap gap) {
    WireBuffer bytes = new WireBuffer();
    format.gap(gap, bytes);
    stream.write(bytes);
  }

  /** Nothing has been written for a heartbeat: for want of messages, or of room. */
  private void beat() {
    if (stream.isWritable()) {
      WireBuffer bytes = new WireBuffer();
      format.heartbeat(bytes);
      stream.write(bytes);
      stream.flush();
    } else if (feed.hasGap()) {
      // it alone keeps memory that the log has released; the client reconnects and receives a gap
      stream.close();
    }
  }

  /** Ends the stream: the bus was closed by its owner, or failed. */
  private void leave(RuntimeException failure) {
    if (!(failure instanceof IllegalStateException)) {
      failures.failed(failure);
    }
    bye(Duration.ofMillis(ThreadLocalRandom.current().nextLong(MIN_RETRY, MAX_RETRY)));
  }

  private void sayBye(Duration retry) {
    run();
    bye(retry);
  }

  private void bye(Duration retry) {
    WireBuffer bytes = new WireBuffer();
    format.bye(retry, bytes);
    stream.write(bytes);
    stream.close();
  }

  private void end() {
    ended = true;
    feed.close();
  }
}
