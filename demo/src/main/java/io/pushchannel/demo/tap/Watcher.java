package io.pushchannel.demo.tap;

/** Looks at the bytes of one direction of a connection, in order, before they are passed on. */
@FunctionalInterface
interface Watcher {

  /**
   * Takes one byte.
   *
   * @return who takes the next one
   */
  Watcher saw(byte octet);
}
