package io.pushchannel;

/** Why a {@link PushChannel} closed: the last thing its listener is told. */
public sealed interface CloseReason {

  /** The application closed it. */
  record ClosedByApplication() implements CloseReason {}

  /**
   * The server refused in a way that trying again cannot mend: a wrong path, a topic that is none.
   *
   * @param status the HTTP status
   * @param detail what the server said
   */
  record Refused(int status, String detail) implements CloseReason {}

  /**
   * The listener threw an exception, or the channel's thread did.
   *
   * @param cause the exception
   * @param detail the call that failed, with topic and id of its message
   */
  record Failed(Throwable cause, String detail) implements CloseReason {}
}
