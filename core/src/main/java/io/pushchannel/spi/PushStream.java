package io.pushchannel.spi;

import io.pushchannel.wire.Block;
import io.pushchannel.wire.WireBuffer;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * An open response or connection. It has no queue of its own: stop writing when it is not
 * {@linkplain #isWritable writable}, and continue when {@link #onWritable} is called. Confined to
 * its event loop. Writes after the end are ignored.
 */
public interface PushStream {

  /** Returns true if a write would go to the socket now. */
  boolean isWritable();

  /** Writes the range of {@code block}, without copying it, and ends the caller's hold on it. */
  void write(Block block, int offset, int length);

  /** Writes a copy of the buffer's bytes: for the few bytes of a control event. */
  void write(WireBuffer bytes);

  /** Sends what was written, in one go. */
  void flush();

  /** Sends what was written and then ends the response or connection. */
  void close();

  /**
   * Sets the task to call, each time, when the stream is writable again.
   *
   * @throws IllegalStateException if there is one already
   */
  void onWritable(Runnable task);

  /**
   * Sets the task to call each time when nothing has been written for {@code idle}. From now on the
   * stream also ends if the system of the peer has acknowledged nothing for about twice that time;
   * only Linux with the native library detects this.
   *
   * @throws IllegalStateException if a task is set already
   */
  void onIdle(Duration idle, Runnable task);

  /**
   * Sets the task to call once when nothing has been received for {@code silence}. Set it again
   * after the call to be called again. A stream that is not writable is not read from; if the
   * system detects a vanished peer, such a time does not count as silence.
   *
   * @throws IllegalStateException if a task is set and has not been called yet
   */
  void onSilent(Duration silence, Runnable task);

  /**
   * Reserves memory for input that the transport keeps because the rest of a message is missing.
   *
   * @param bytes the size of all input that is kept now
   * @return false if it exceeds the memory of the server for all its clients
   */
  boolean reserveInput(int bytes);

  /** Adds a task that runs once when the stream has ended for any reason. */
  void onEnd(Runnable task);

  /**
   * Adds a task that runs once, when the server is about to close. It receives the time that this
   * client should stay away, which differs from client to client.
   */
  void onClosing(Consumer<Duration> task);
}
