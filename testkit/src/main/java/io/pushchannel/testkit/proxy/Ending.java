package io.pushchannel.testkit.proxy;

/** How a connection is cut. */
public enum Ending {
  /** As by a process that closes its socket: what was sent arrives, then the end. */
  FIN,
  /** As by a machine that knows nothing of the connection: what is under way may be lost. */
  RST
}
