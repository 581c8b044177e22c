package io.pushchannel.demo.tap;

/** Parses the bytes of one direction of a connection, in order, before they are forwarded. */
@FunctionalInterface
interface Watcher {

  /**
   * Processes one byte.
   *
   * @return the watcher for the next byte
   */
  Watcher saw(byte octet);
}
