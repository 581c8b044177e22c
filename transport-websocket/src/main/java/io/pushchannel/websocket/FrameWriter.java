package io.pushchannel.websocket;

import io.pushchannel.websocket.ClientFrames.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes frames to one connection, in order. No method but {@link #awaitLast} blocks: frames go
 * into a bounded queue, and while it is not empty a task on a shared thread writes to the socket.
 */
final class FrameWriter {

  private static final Logger log = LoggerFactory.getLogger(FrameWriter.class);

  /** As many as may be unanswered, and some pongs. */
  private static final int MAX_FRAMES = WebSocketConnection.MAX_UNANSWERED + 16;

  /** More than may be unanswered: publishes that timed out may still be in the queue. */
  private static final long MAX_BYTES = 32 << 20;

  /** The close frame is given up when nothing has been written for this long. */
  private static final Duration LAST_WRITE = Duration.ofSeconds(1);

  private final ClientSocket link;
  private final ClientFrames out;

  /** Guards what follows; notified when the writing stops. */
  private final Object lock = new Object();

  private final Queue<Frame> queue = new ArrayDeque<>();
  private long queuedBytes;
  private boolean writing;
  private boolean closing;
  private boolean failed;

  private volatile long lastProgress = System.nanoTime();

  FrameWriter(ClientSocket link) throws IOException {
    this.link = link;
    this.out = new ClientFrames(link.socket().getOutputStream(), this::progressed);
  }

  /** Queues a text. A connection that takes nothing while the queue is full is closed. */
  void text(byte[] utf8) {
    if (!offer(ClientFrames.text(utf8))) {
      log.debug("The server took none of {} queued frames; the connection is closed", MAX_FRAMES);
      link.close();
    }
  }

  /** Queues a pong, unless the queue is full: then the server gets other signs of life. */
  void pong(byte[] payload) {
    offer(ClientFrames.pong(payload));
  }

  /** Queues a close frame, the last frame of all. */
  void close(int code) {
    synchronized (lock) {
      if (!closing) {
        add(ClientFrames.close(code));
        closing = true;
      }
    }
    link.endSoon();
  }

  /** Returns whether bytes went to the socket within the last {@code time}. */
  boolean hasProgressed(Duration time) {
    synchronized (lock) {
      return writing && System.nanoTime() - lastProgress < time.toNanos();
    }
  }

  /** Waits until a close frame is written, if there is one and the server takes it. */
  void awaitLast() throws InterruptedException {
    lastProgress = System.nanoTime();
    synchronized (lock) {
      while (closing && writing && !failed) {
        long left = LAST_WRITE.toNanos() - (System.nanoTime() - lastProgress);
        if (left <= 0) {
          return;
        }
        TimeUnit.NANOSECONDS.timedWait(lock, left);
      }
    }
  }

  /** Returns false if there is no room; a frame after the end is dropped. */
  private boolean offer(Frame frame) {
    synchronized (lock) {
      boolean full =
          queue.size() >= MAX_FRAMES || (queuedBytes > 0 && queuedBytes + size(frame) > MAX_BYTES);
      if (closing || failed) {
        return true;
      }
      if (!full) {
        add(frame);
      }
      return !full;
    }
  }

  private void add(Frame frame) {
    queue.add(frame);
    queuedBytes += size(frame);
    if (!writing && !failed) {
      SharedThreads.all().execute(this::write);
      writing = true;
    }
  }

  private void write() {
    try {
      for (Frame frame = next(); frame != null; frame = next()) {
        out.write(frame);
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  /** Takes the next frame; without one it flushes and stops. */
  private @Nullable Frame next() throws IOException {
    Frame next = poll(false);
    if (next == null) {
      out.flush();
      next = poll(true);
    }
    return next;
  }

  private @Nullable Frame poll(boolean stopIfNone) {
    synchronized (lock) {
      Frame next = queue.poll();
      if (next != null) {
        queuedBytes -= size(next);
      } else if (stopIfNone) {
        writing = false;
        lock.notifyAll();
      }
      return next;
    }
  }

  private void progressed() {
    lastProgress = System.nanoTime();
  }

  /** Leaves the connection to the reader: the server may have sent the reason before it left. */
  private void fail(IOException e) {
    log.debug("A write failed; unanswered publishes are sent again on the next connection", e);
    synchronized (lock) {
      failed = true;
      writing = false;
      queue.clear();
      queuedBytes = 0;
      lock.notifyAll();
    }
    link.endSoon();
  }

  private static int size(Frame frame) {
    return frame.payload().length;
  }
}
