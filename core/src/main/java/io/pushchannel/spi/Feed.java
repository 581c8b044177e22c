package io.pushchannel.spi;

import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.wire.Block;
import io.pushchannel.wire.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One reader's place in the log, in one wire format, over one or several topics. There is no queue
 * behind it: the log is the queue, and a reader that does not read costs nothing but this object.
 *
 * <p>Confined to the event loop of the {@link ReaderNotifier} it was opened with. Nothing here
 * blocks.
 */
public interface Feed extends AutoCloseable {

  /** Result of {@link #read} if a gap precedes the next message. */
  int GAP = -1;

  /**
   * Reads the next whole messages in order, encoded. The bytes are {@link #length()} bytes of
   * {@link #block()} from {@link #offset()}. The block is retained for the caller, who must {@link
   * Block#release} it after sending.
   *
   * @param maxBytes approximate maximum size; one larger message is read whole
   * @param maxMessages maximum number of messages
   * @return the number of messages; 0 if none is available; {@link #GAP} if {@link #takeGap} must
   *     be called first
   * @throws IllegalStateException if the bus is closed and this feed is not
   */
  int read(int maxBytes, int maxMessages);

  /** The memory that holds what was read last. */
  Block block();

  /** Returns the offset of the last read in the block. */
  int offset();

  /** Returns the length of the last read in bytes. */
  int length();

  /** Returns the gap before the next message once; null if messages were not lost. */
  @Nullable Gap takeGap();

  /**
   * Takes a gap that follows another one without a message between them.
   *
   * @param before the gap that was taken and not announced yet
   * @return both as one gap
   */
  default @Nullable Gap takeGap(@Nullable Gap before) {
    Gap next = takeGap();
    if (before == null || next == null) {
      return next == null ? before : next;
    }
    return new Gap(before.after(), next.resumed(), before.reason());
  }

  /** Returns the requested position; {@code latest} and {@code earliest} are resolved. */
  Position asked();

  /** The place reached: after the last message read, or where reading resumes after a gap. */
  Position cursor();

  /** Returns true if a read would return messages, a gap or the end of the bus. */
  boolean isAvailable();

  /** Returns true if a gap precedes the next message, because the next one was evicted. */
  boolean hasGap();

  /**
   * Reads the next messages themselves, as {@link #read} reads their encodings.
   *
   * @param into receives at most {@code maxMessages} messages, in order
   * @return the number of messages, 0 or {@link #GAP}
   * @throws IllegalStateException if the bus is closed and this feed is not
   */
  int readMessages(List<Message> into, int maxMessages);

  /**
   * Sets what to call, on the event loop, when there may be something to read again, or the bus was
   * closed. It is called once per burst and may be called in vain.
   */
  void onAvailable(Runnable reader);

  /** Also reads {@code topic}, from now on. Does nothing if it does already. */
  void subscribe(String topic);

  /** Reads {@code topic} no more. Does nothing if it does not. */
  void unsubscribe(String topic);

  /** Returns the number of topics. */
  int topics();

  /** Leaves. Nothing is called afterwards. Closing again does nothing. */
  @Override
  void close();
}
