package io.pushchannel.demo.tap;

/** An event of an event stream. The server sends each event as one chunk. */
record StreamEvent(Kind kind, String label) {

  /**
   * Classifies a chunk.
   *
   * @param prefix the length of the line with the chunk's size
   */
  static StreamEvent of(CapturedBytes chunk, int prefix) {
    if (chunk.has(prefix, ":")) {
      return new StreamEvent(Kind.HEARTBEAT, ":");
    }
    String event = chunk.text(prefix);
    int control = event.indexOf("event: $");
    boolean isControl = control == 0 || (control > 0 && event.charAt(control - 1) == '\n');
    if (isControl && event.indexOf("\ndata:") > control) {
      String name = event.substring(control + 7, event.indexOf('\n', control));
      return new StreamEvent(Kind.CONTROL, name);
    }
    return new StreamEvent(Kind.MESSAGE, "event");
  }
}
