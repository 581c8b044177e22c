package io.pushchannel.demo.tap;

/** Splits the client's bytes into requests: headers, and a body of the announced length. */
final class RequestWatcher implements Watcher {

  private final Tape tape;
  private Gathered gathered = new Gathered();
  private long bodyLeft = -1;
  private String label = "";

  RequestWatcher(Tape tape) {
    this.tape = tape;
  }

  @Override
  public Watcher saw(byte octet) {
    if (tape.isUpgraded()) {
      return new FrameWatcher(tape, true).saw(octet);
    }
    gathered.add(octet);
    if (bodyLeft > 0) {
      bodyLeft--;
    } else if (octet == '\n' && gathered.endsWith("\r\n\r\n")) {
      Head head = new Head(gathered.text(0));
      bodyLeft = head.contentLength();
      label = head.method();
      tape.requestBegins(head.client());
    }
    if (bodyLeft == 0) {
      tape.request(label, gathered);
      gathered = new Gathered();
      bodyLeft = -1;
    }
    return this;
  }
}
