package io.pushchannel;

/** Decision of a {@link PushListener} after one of its callbacks threw an exception. */
public enum ListenerErrorAction {
  /** Continue. The message counts as delivered, and the cursor moves past it. */
  SKIP,
  /** Close the channel with {@link CloseReason.Failed}. The cursor stays before the message. */
  STOP
}
