package io.pushchannel;

/** The reason why a {@link PushChannel} or a {@link BusSubscription} ended. */
public sealed interface CloseReason {

  /** The application closed it. */
  record ClosedByApplication() implements CloseReason {}

  /**
   * The server rejected the request in a way that a retry cannot fix, for example because of a
   * wrong path or an invalid topic.
   *
   * @param status the HTTP status
   * @param detail the reason that the server gave
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
