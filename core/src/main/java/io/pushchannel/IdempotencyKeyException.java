package io.pushchannel;

import io.pushchannel.check.Excerpt;

/**
 * An idempotency key belongs to another publish on the same topic, so nothing was appended. Over
 * HTTP and WebSocket this is status 422 or 409.
 */
public final class IdempotencyKeyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The other publish. */
  public enum Reason {
    /** It has another text. A new text needs a new key. */
    OTHER_TEXT,
    /** It is not finished yet. The same publish may succeed later. */
    UNFINISHED
  }

  private final Reason reason;

  private IdempotencyKeyException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** The retained message {@code first} has the key and another text. */
  public static IdempotencyKeyException otherText(String topic, String key, Cursor first) {
    return new IdempotencyKeyException(
        Reason.OTHER_TEXT,
        "key "
            + Excerpt.quoted(key)
            + " on topic "
            + topic
            + " belongs to message "
            + first
            + ", which has another text; publish this text under a new key");
  }

  /** The first publish under the key is not finished. */
  public static IdempotencyKeyException unfinished(String topic, String key) {
    return new IdempotencyKeyException(
        Reason.UNFINISHED,
        "key "
            + Excerpt.quoted(key)
            + " on topic "
            + topic
            + " belongs to a publish that is not finished; retry later");
  }

  /** Why the key cannot be used now. */
  public Reason reason() {
    return reason;
  }
}
