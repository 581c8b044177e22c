package io.pushchannel.demo.tap;

/** The kind of a wire event. */
public enum Kind {
  /** A connection was accepted. */
  OPENED,
  /** A connection was closed. */
  CLOSED,
  /** A complete request: headers and body. */
  REQUEST,
  /** A complete response with content. */
  ANSWER,
  /** A complete response without new messages. */
  EMPTY,
  /** The headers of a response whose body stays open. */
  STREAM,
  /** A message on an open stream. */
  MESSAGE,
  /** A control object of the protocol, such as open, gap or bye. */
  CONTROL,
  /** A heartbeat or its reply: a comment, a ping or a pong. */
  HEARTBEAT
}
