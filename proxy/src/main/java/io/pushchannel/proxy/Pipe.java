package io.pushchannel.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a connection: reads from one side, applies the stages of the plan, and sends to
 * the other side. Stops reading while more than 64 KiB wait to be sent. Confined to the thread of
 * the proxy.
 */
final class Pipe implements StageOutput {

  /** The callbacks of a pipe to its connection, which affect both directions. */
  interface Callbacks {
    void ended();

    void cut(Ending ending);

    void makeHalfOpen();

    void respond(String text);

    void failed();
  }

  private static final int READ_SIZE = 16 << 10;
  private static final int MAX_QUEUED = 64 << 10;

  private final ProxyLoop loop;
  private final Callbacks callbacks;
  private final StageOutput first;
  private final WriteQueue queue = new WriteQueue();
  private ProxySocket source;
  private ProxySocket receiver;
  private boolean stalled;
  private boolean paused;
  private boolean sourceEnded;
  private boolean ended;
  private boolean waiting;

  Pipe(
      ProxyLoop loop,
      ProxySocket source,
      ProxySocket receiver,
      List<FaultStage> stages,
      Callbacks callbacks) {
    this.loop = loop;
    this.source = source;
    this.receiver = receiver;
    this.callbacks = callbacks;
    this.first = StageChain.of(stages, this);
  }

  void begin() {
    adjust();
  }

  /** Replaces the connection to the server by another one. */
  void replace(ProxySocket old, ProxySocket with) {
    source = source == old ? with : source;
    receiver = receiver == old ? with : receiver;
    adjust();
  }

  /** Stops or resumes reading from the source, from the next {@link #begin} or flush on. */
  void pause(boolean pause) {
    paused = pause;
  }

  /** Returns true if the source has ended, or if this direction is stopped. */
  boolean isOver() {
    return ended || stalled || paused;
  }

  /** Discards the bytes that wait to be sent. */
  void discard() {
    queue.clear();
    receiver.writing(false);
  }

  /** Reads up to 16 KiB. Returns null at the end of the stream. */
  static byte @Nullable [] read(ProxySocket from) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(READ_SIZE);
    int read = from.read(buffer);
    if (read < 0) {
      return null;
    }
    byte[] bytes = new byte[read];
    buffer.flip().get(bytes);
    return bytes;
  }

  /** Processes bytes of the source, or its end if {@code bytes} is null. */
  void take(byte @Nullable [] bytes) throws IOException {
    if (bytes == null) {
      sourceEnded = true;
      first.end();
    } else {
      first.bytes(ByteBuffer.wrap(bytes), System.nanoTime());
    }
    flush();
  }

  void flush() throws IOException {
    long wait = queue.flush(receiver);
    receiver.writing(wait == 0);
    if (wait > 0 && !waiting) {
      waiting = true;
      loop.schedule(Duration.ofNanos(wait), this::flushLater);
    }
    adjust();
  }

  private void flushLater() {
    waiting = false;
    try {
      flush();
    } catch (IOException e) {
      callbacks.failed(); // the receiver is gone
    }
  }

  private void adjust() {
    source.reading(!sourceEnded && !stalled && !paused && queue.size() < MAX_QUEUED);
  }

  @Override
  public void bytes(ByteBuffer bytes, long due) {
    queue.add(bytes, due);
  }

  @Override
  public void end() {
    queue.then(
        () -> {
          ended = true;
          try {
            receiver.end();
            callbacks.ended();
          } catch (IOException e) {
            callbacks.failed(); // the receiver is gone
          }
        });
  }

  @Override
  public void cut(Ending ending) {
    queue.then(() -> callbacks.cut(ending));
  }

  @Override
  public void stall() {
    stalled = true;
    queue.then(callbacks::ended);
  }

  @Override
  public void makeHalfOpen() {
    queue.then(callbacks::makeHalfOpen);
  }

  @Override
  public void respond(String text) {
    callbacks.respond(text);
  }
}
