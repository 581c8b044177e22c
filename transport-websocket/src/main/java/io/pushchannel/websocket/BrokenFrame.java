package io.pushchannel.websocket;

/** What a peer sent breaks the protocol: the connection is closed with this code. */
final class BrokenFrame extends Exception {

  private static final long serialVersionUID = 1L;

  private final int code;

  BrokenFrame(int code, String reason) {
    super(reason, null, false, false);
    this.code = code;
  }

  /** RFC 6455, section 7.4.1. */
  int code() {
    return code;
  }
}
