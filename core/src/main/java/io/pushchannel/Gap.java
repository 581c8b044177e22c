package io.pushchannel;

/**
 * Messages are gone: those between what a reader asked for and what follows. It is announced once,
 * before the next message.
 *
 * @param after the cursor the reader asked for, as it came
 * @param resumed the cursor before the first message that follows
 * @param reason why they are gone
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
     * Reads the wire form.
     *
     * @throws IllegalArgumentException if {@code text} is none
     */
    public static Reason parse(String text) {
      return switch (text) {
        case "evicted" -> EVICTED;
        case "epoch" -> EPOCH;
        case "ahead" -> AHEAD;
        default ->
            throw new IllegalArgumentException(
                "expected a gap's reason (evicted, epoch or ahead), got \"" + text + '"');
      };
    }
  }
}
