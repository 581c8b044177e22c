package io.pushchannel;

/** Where a {@link PushChannel} is. */
public enum PushState {
  /** An attempt is under way and the server has not answered yet. */
  CONNECTING,
  /** The server has answered; messages arrive. */
  OPEN,
  /** The last attempt ended; the next comes after a pause. */
  WAITING,
  /** For good. */
  CLOSED
}
