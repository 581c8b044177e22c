package io.pushchannel.demo.tap;

/** Splits one direction of a WebSocket into frames (RFC 6455, section 5.2). */
final class FrameWatcher {

  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final String CONTROL = "{\"control\":\"";

  private final EventRecorder recorder;
  private final boolean up;
  private CapturedBytes captured = new CapturedBytes();
  private int opcode;
  private int headerLength;
  private long length;

  FrameWatcher(EventRecorder recorder, boolean up) {
    this.recorder = recorder;
    this.up = up;
  }

  /** Processes the bytes from {@code from} on. */
  void received(byte[] bytes, int from) {
    for (int at = from; at < bytes.length; at++) {
      captured.add(bytes, at, at + 1);
      received(bytes[at]);
    }
  }

  private void received(byte octet) {
    long seen = captured.size();
    if (seen == 1) {
      opcode = octet & 0x0f;
    } else if (seen == 2) {
      int small = octet & 0x7f;
      int extended = small == 126 ? 2 : small == 127 ? 8 : 0;
      headerLength = 2 + extended + ((octet & 0x80) == 0 ? 0 : 4);
      length = extended == 0 ? small : 0;
    } else if (seen <= headerLength && isLength(seen)) {
      length = length << 8 | (octet & 0xff);
    }
    if (seen >= 2 && seen == headerLength + length) {
      record();
      captured = new CapturedBytes();
    }
  }

  /** Returns true if the last byte belongs to an extended length, and not to a mask. */
  private boolean isLength(long seen) {
    int extended = headerLength >= 10 ? 8 : headerLength == 4 || headerLength == 8 ? 2 : 0;
    return seen <= 2 + extended;
  }

  private void record() {
    switch (opcode) {
      case PING -> recorder.add(up, Kind.HEARTBEAT, "ping", captured);
      case PONG -> recorder.add(up, Kind.HEARTBEAT, "pong", captured);
      case CLOSE -> recorder.add(up, Kind.CONTROL, "close", captured);
      default -> recordText();
    }
  }

  private void recordText() {
    if (!up && captured.has(headerLength, CONTROL)) {
      String rest = captured.text(headerLength + CONTROL.length());
      String name = rest.substring(0, Math.max(0, rest.indexOf('"')));
      recorder.add(false, Kind.CONTROL, name, captured);
    } else {
      recorder.add(up, Kind.MESSAGE, up ? "command" : "frame", captured);
    }
  }
}
