package io.pushchannel.spi;

import io.pushchannel.wire.Block;
import io.pushchannel.wire.WireBuffer;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * An open response or connection that takes bytes as they come. There is no queue worth the name
 * behind it: stop writing when it is not {@linkplain #isWritable writable} and go on when told.
 * Confined to its event loop; writing after the end does nothing.
 */
public interface PushStream {

  /** Whether a write would go to the socket rather than pile up. */
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
   * Sets what to call, each time, when nothing has been written for {@code idle}. From now on a
   * peer whose system has acknowledged nothing for about twice that is taken to have vanished, and
   * the stream ends; on systems that tell, which is Linux with its native library.
   *
   * @throws IllegalStateException if there is one already
   */
  void onIdle(Duration idle, Runnable task);

  /**
   * Sets the task to call, once, when nothing has been received for {@code silence}. Set it again
   * after the call to be called again. While the stream is not writable nothing is received; on
   * systems that tell whether the peer has vanished, that is no silence.
   *
   * @throws IllegalStateException if there is one that has not been called yet
   */
  void onSilent(Duration silence, Runnable task);

  /**
   * Tells how many bytes of input the transport keeps, because the rest of a message is missing.
   *
   * @return false if that is more than the server has room for, all its clients taken together
   */
  boolean reserveInput(int bytes);

  /** Adds a task that runs once, when the stream has ended, whoever ended it. */
  void onEnd(Runnable task);

  /**
   * Adds a task that runs once, when the server is about to close. It receives the time that this
   * client should stay away, which differs from client to client.
   */
  void onClosing(Consumer<Duration> task);
}
