package io.pushchannel.proxy;

/** The side that ended a connection. */
public enum EndedBy {
  CLIENT,
  SERVER,
  /** The proxy: a fault, a cut, or its end. */
  PROXY
}
