package io.pushchannel.demo.tap;

/** Tells the events of a stream from each other: the server makes each one a chunk. */
final class ChunkWatcher implements Watcher {

  private final Tape tape;
  private final Watcher next;
  private Gathered gathered = new Gathered();
  private int sizeLineLength;

  /** What is left of the chunk and the line end after it; -1 while its size is read. */
  private long left = -1;

  private long size;

  /**
   * A watcher of one body.
   *
   * @param next takes what follows the body
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
