package io.pushchannel.demo.tap;

/** What went by. */
public enum Kind {
  /** A connection was made. */
  OPENED,
  /** A connection has ended. */
  CLOSED,
  /** A whole request, head and body. */
  REQUEST,
  /** A whole answer that brought something. */
  ANSWER,
  /** A whole answer that brought nothing. */
  EMPTY,
  /** The head of an answer that stays open. */
  STREAM,
  /** A message on an open stream. */
  MESSAGE,
  /**
   * What the protocol says beside messages: that it is open, that something is gone, a farewell.
   */
  CONTROL,
  /** A sign of life, or the answer to one. */
  HEARTBEAT
}
