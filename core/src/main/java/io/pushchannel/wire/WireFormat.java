package io.pushchannel.wire;

import io.pushchannel.Message;

/**
 * The encoding of messages. The log calls {@link #encode} at most once per message, and keeps the
 * bytes back to back for every reader of the format. Two formats are the same if they are the same
 * object; keep each in a constant.
 */
public interface WireFormat {

  /** Appends the whole encoding of {@code message}. Must not fail and must not keep {@code out}. */
  void encode(Message message, WireBuffer out);
}
