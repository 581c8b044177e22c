package io.pushchannel;

/** Ends a {@link java.util.concurrent.Flow.Publisher} of a bus when messages were lost. */
public final class MessageGapException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Gap gap;

  /** Creates an exception. */
  public MessageGapException(Gap gap) {
    super(
        "messages after "
            + gap.after()
            + " were lost ("
            + gap.reason()
            + "); resume after "
            + gap.resumed());
    this.gap = gap;
  }

  /** Returns the gap. */
  public Gap gap() {
    return gap;
  }
}
