package io.pushchannel.proxy;

/** The direction of bytes through a proxy. */
public enum Direction {
  /** From the client to the server. */
  UP,
  /** From the server to the client. */
  DOWN
}
