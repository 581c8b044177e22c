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

  /** What {@link #read} returns when a gap stands before the next message. */
  int GAP = -1;

  /**
   * Reads what comes next: whole messages, ready to send, in order. The bytes are {@link #length()}
   * of {@link #block()} from {@link #offset()}; the block is held for the caller, who must {@link
   * Block#release} it when they are sent.
   *
   * @param maxBytes about how many at most; one message is given even if it is larger
   * @param maxMessages how many messages at most
   * @return how many messages were read; 0 if there is none now; {@link #GAP} if {@link #takeGap}
   *     must be called first
   * @throws IllegalStateException if the bus is closed and this feed is not
   */
  int read(int maxBytes, int maxMessages);

  /** The memory that holds what was read last. */
  Block block();

  /** Where in the block what was read last begins. */
  int offset();

  /** How many bytes were read last. */
  int length();

  /** The gap before the next message, once; null if there is none. */
  @Nullable Gap takeGap();

  /**
   * Takes a gap right after another, with no message between: more was lost meanwhile.
   *
   * @param before what was taken and not yet told
   * @return both as one
   */
  default @Nullable Gap takeGap(@Nullable Gap before) {
    Gap next = takeGap();
    if (before == null || next == null) {
      return next == null ? before : next;
    }
    return new Gap(before.after(), next.resumed(), before.reason());
  }

  /** What was asked for, with {@code latest} and {@code earliest} as the place they stood for. */
  Position asked();

  /** The place reached: after the last message read, or where reading resumes after a gap. */
  Position cursor();

  /** Whether a read would give something now: messages, a gap, or the end of the bus. */
  boolean isAvailable();

  /** Whether a gap stands before the next message: what was to come next is no longer retained. */
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

  /** How many topics it reads. */
  int topics();

  /** Leaves. Nothing is called afterwards. Closing again does nothing. */
  @Override
  void close();
}
