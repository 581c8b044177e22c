package io.pushchannel.testkit.proxy;

/** Which way bytes go through a proxy. */
public enum Direction {
  /** From the client to the server. */
  UP,
  /** From the server to the client. */
  DOWN
}
