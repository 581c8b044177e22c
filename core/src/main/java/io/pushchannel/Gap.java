package io.pushchannel;

/**
 * A loss: the messages between two positions are not available. It is announced once, before the
 * next message.
 *
 * @param after the requested position, unchanged
 * @param resumed the position before the next message
 * @param reason the cause of the loss
 */
public record Gap(Cursor after, Cursor resumed, Reason reason) {

  /** Why messages are gone. The wire form is the name in lower case. */
  public enum Reason {
    /** The log no longer retains what came next: too many, too large or too old. */
    EVICTED,
    /** The cursor belongs to another life of the bus, or to no bus at all. */
    EPOCH,
    /** The cursor is ahead of the log, which has numbered no such message. */
    AHEAD;

    /** The wire form. */
    @Override
    public String toString() {
      return switch (this) {
        case EVICTED -> "evicted";
        case EPOCH -> "epoch";
        case AHEAD -> "ahead";
      };
    }

    /**
     * Parses the wire form.
     *
     * @throws IllegalArgumentException if {@code text} is not a reason
     */
    public static Reason parse(String text) {
      return switch (text) {
        case "evicted" -> EVICTED;
        case "epoch" -> EPOCH;
        case "ahead" -> AHEAD;
        default ->
            throw new IllegalArgumentException(
                "the reason of a gap must be evicted, epoch or ahead, was \"" + text + '"');
      };
    }
  }
}
