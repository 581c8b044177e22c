package io.pushchannel;

/** State of a {@link PushChannel}. */
public enum PushState {
  /** An attempt is in progress; the server has not responded yet. */
  CONNECTING,
  /** The server has responded; messages are delivered. */
  OPEN,
  /** The last attempt ended; the next one starts after a pause. */
  RECONNECTING,
  /** Permanently closed. */
  CLOSED
}
