package io.pushchannel.demo.tap;

/** Splits the server's bytes into responses. Streams and upgrades continue in another watcher. */
final class AnswerWatcher implements Watcher {

  /** The beginning of a message. It cannot occur within a text, where quotes are escaped. */
  private static final String MESSAGE = "{\"id\":\"";

  private static final String BATCH = "{\"cursor\":";

  private final Tape tape;
  private Gathered gathered = new Gathered();
  private Head head = new Head("");
  private int headLength;
  private long bodyLeft = -1;
  private int matched;
  private int messages;

  AnswerWatcher(Tape tape) {
    this.tape = tape;
  }

  @Override
  public Watcher saw(byte octet) {
    gathered.add(octet);
    if (bodyLeft > 0) {
      bodyLeft--;
      countMessage(octet);
    } else if (octet == '\n' && gathered.endsWith("\r\n\r\n")) {
      head = new Head(gathered.text(0));
      headLength = (int) gathered.size();
      if (head.status() == 101) {
        tape.upgrade(gathered);
        return new FrameWatcher(tape, false);
      }
      if (head.isChunked()) {
        tape.down(Kind.STREAM, head.status() + " stream", gathered);
        return new ChunkWatcher(tape, new AnswerWatcher(tape));
      }
      bodyLeft = head.status() == 304 ? 0 : head.contentLength();
    }
    if (bodyLeft == 0) {
      tape.down(isEmpty() ? Kind.EMPTY : Kind.ANSWER, label(), gathered);
      gathered = new Gathered();
      bodyLeft = -1;
      messages = 0;
    }
    return this;
  }

  /** Returns the status and, for a batch, the number of messages. */
  private String label() {
    if (isEmpty()) {
      return head.status() + ", nothing new";
    }
    if (messages == 0 || !gathered.has(headLength, BATCH)) {
      return String.valueOf(head.status());
    }
    return head.status() + ", " + messages + (messages == 1 ? " message" : " messages");
  }

  private void countMessage(byte octet) {
    matched = octet == MESSAGE.charAt(matched) ? matched + 1 : octet == MESSAGE.charAt(0) ? 1 : 0;
    if (matched == MESSAGE.length()) {
      messages++;
      matched = 0;
    }
  }

  /** Returns true for status 304, and for a batch with neither messages nor a gap. */
  private boolean isEmpty() {
    return head.status() == 304
        || (gathered.endsWith(",\"messages\":[]}")
            && !gathered.text(headLength).contains(",\"gap\":{"));
  }
}
