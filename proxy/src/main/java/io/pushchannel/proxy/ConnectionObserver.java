package io.pushchannel.proxy;

/** Observes one connection through a proxy. Called on the thread of the proxy. */
public interface ConnectionObserver {

  /** Ignores everything. */
  ConnectionObserver NONE =
      new ConnectionObserver() {
        @Override
        public void received(Direction direction, byte[] bytes) {}

        @Override
        public void ended(EndedBy side) {}
      };

  /**
   * Receives bytes before they are forwarded. Bytes that the proxy drops because it cut the
   * connection or made it half-open are not observed.
   *
   * @param bytes the bytes, which the observer must not change
   */
  void received(Direction direction, byte[] bytes);

  /** Receives the first end of the connection. Called once. */
  void ended(EndedBy side);
}
