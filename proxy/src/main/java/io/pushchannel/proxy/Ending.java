package io.pushchannel.proxy;

/** The way in which a connection is cut. */
public enum Ending {
  /** An orderly close: sent bytes arrive, followed by the end of the stream. */
  FIN,
  /** A reset, as from a machine that lost the connection: bytes in transit may be lost. */
  RST
}
