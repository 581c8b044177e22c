package io.pushchannel.demo.tap;

/** Splits one direction of a WebSocket into frames (RFC 6455, section 5.2). */
final class FrameWatcher implements Watcher {

  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final String CONTROL = "{\"control\":\"";

  private final Tape tape;
  private final boolean up;
  private Gathered gathered = new Gathered();
  private int opcode;
  private int headLength;
  private long length;

  FrameWatcher(Tape tape, boolean up) {
    this.tape = tape;
    this.up = up;
  }

  @Override
  public Watcher saw(byte octet) {
    gathered.add(octet);
    long seen = gathered.size();
    if (seen == 1) {
      opcode = octet & 0x0f;
    } else if (seen == 2) {
      int small = octet & 0x7f;
      int extended = small == 126 ? 2 : small == 127 ? 8 : 0;
      headLength = 2 + extended + ((octet & 0x80) == 0 ? 0 : 4);
      length = extended == 0 ? small : 0;
    } else if (seen <= headLength && isLength(seen)) {
      length = length << 8 | (octet & 0xff);
    }
    if (seen >= 2 && seen == headLength + length) {
      tell();
      gathered = new Gathered();
    }
    return this;
  }

  /** Returns true if the last byte belongs to an extended length, and not to a mask. */
  private boolean isLength(long seen) {
    int extended = headLength >= 10 ? 8 : headLength == 4 || headLength == 8 ? 2 : 0;
    return seen <= 2 + extended;
  }

  private void tell() {
    switch (opcode) {
      case PING -> tape.frame(up, Kind.HEARTBEAT, "ping", gathered);
      case PONG -> tape.frame(up, Kind.HEARTBEAT, "pong", gathered);
      case CLOSE -> tape.frame(up, Kind.CONTROL, "close", gathered);
      default -> tellText();
    }
  }

  private void tellText() {
    if (!up && gathered.has(headLength, CONTROL)) {
      String rest = gathered.text(headLength + CONTROL.length());
      String name = rest.substring(0, Math.max(0, rest.indexOf('"')));
      tape.frame(false, Kind.CONTROL, name, gathered);
    } else {
      tape.frame(up, Kind.MESSAGE, up ? "command" : "frame", gathered);
    }
  }
}
