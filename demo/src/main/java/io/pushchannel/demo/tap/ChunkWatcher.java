package io.pushchannel.demo.tap;

/** Splits a chunked stream into events. The server sends each event as one chunk. */
final class ChunkWatcher implements Watcher {

  private final Tape tape;
  private final Watcher next;
  private Gathered gathered = new Gathered();
  private int sizeLineLength;

  /** Remaining bytes of the chunk and its line end; -1 while the size line is read. */
  private long left = -1;

  private long size;

  /**
   * Creates a watcher of one response body.
   *
   * @param next receives the bytes after the body
   */
  ChunkWatcher(Tape tape, Watcher next) {
    this.tape = tape;
    this.next = next;
  }

  @Override
  public Watcher saw(byte octet) {
    gathered.add(octet);
    if (left > 0) {
      left--;
      if (left == 0) {
        return endChunk();
      }
    } else if (octet == '\n') {
      sizeLineLength = (int) gathered.size();
      left = size + 2;
    } else if (Character.digit(octet, 16) >= 0) {
      size = size * 16 + Character.digit(octet, 16);
    }
    return this;
  }

  private Watcher endChunk() {
    if (size == 0) {
      tape.down(Kind.CONTROL, "end", gathered);
      return next;
    }
    tell();
    gathered = new Gathered();
    left = -1;
    size = 0;
    return this;
  }

  private void tell() {
    if (gathered.has(sizeLineLength, ":")) {
      tape.down(Kind.HEARTBEAT, ":", gathered);
      return;
    }
    String event = gathered.text(sizeLineLength);
    int control = event.indexOf("event: $");
    boolean isControl = control == 0 || (control > 0 && event.charAt(control - 1) == '\n');
    if (isControl && event.indexOf("\ndata:") > control) {
      String name = event.substring(control + 7, event.indexOf('\n', control));
      tape.down(Kind.CONTROL, name, gathered);
    } else {
      tape.down(Kind.MESSAGE, "event", gathered);
    }
  }
}
