package io.pushchannel.demo.tap;

import io.pushchannel.proxy.HttpScanner;

/** Records the responses of a connection: whole ones, and streams chunk by chunk. */
final class ResponseWatcher {

  /** The beginning of a message. It cannot occur within a text, where quotes are escaped. */
  private static final String MESSAGE = "{\"id\":\"";

  private static final String BATCH = "{\"cursor\":";

  private final EventRecorder recorder;
  private final HttpScanner scanner = HttpScanner.responses();
  private CapturedBytes captured = new CapturedBytes();

  /** The length of the headers or of a chunk's size line. */
  private int prefix;

  private int matched;
  private int messages;

  ResponseWatcher(EventRecorder recorder) {
    this.recorder = recorder;
  }

  boolean isUpgraded() {
    return scanner.isUpgraded();
  }

  /**
   * Processes bytes of the server up to the end of an upgrade response.
   *
   * @return the index of the first byte after them
   */
  int received(byte[] bytes) {
    int at = 0;
    while (at < bytes.length && !isUpgraded()) {
      int end = scanner.scan(bytes, at, bytes.length);
      captured.add(bytes, at, end);
      if (scanner.part() == HttpScanner.Part.BODY && !scanner.isChunked()) {
        countMessages(bytes, at, end);
      }
      if (scanner.isPartEnd()) {
        endPart();
      }
      at = end;
    }
    return at;
  }

  private void endPart() {
    switch (scanner.part()) {
      case HEADERS -> endHeaders();
      case CHUNK_SIZE -> prefix = (int) captured.size();
      case CHUNK_END -> {
        StreamEvent event = StreamEvent.of(captured, prefix);
        record(event.kind(), event.label());
      }
      case TRAILERS -> record(Kind.CONTROL, "end");
      case BODY, OPAQUE -> {}
    }
    if (scanner.isMessageEnd() && !scanner.isChunked()) {
      record(isEmpty() ? Kind.EMPTY : Kind.ANSWER, label());
    }
  }

  private void endHeaders() {
    prefix = (int) captured.size();
    if (isUpgraded()) {
      record(Kind.STREAM, String.valueOf(scanner.status()));
    } else if (scanner.isChunked()) {
      record(Kind.STREAM, scanner.status() + " stream");
    }
  }

  private void record(Kind kind, String label) {
    recorder.add(false, kind, label, captured);
    captured = new CapturedBytes();
    messages = 0;
  }

  /** Returns the status and, for a batch, the number of messages. */
  private String label() {
    if (isEmpty()) {
      return scanner.status() + ", nothing new";
    }
    if (messages == 0 || !captured.has(prefix, BATCH)) {
      return String.valueOf(scanner.status());
    }
    return scanner.status() + ", " + messages + (messages == 1 ? " message" : " messages");
  }

  private void countMessages(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      char octet = (char) bytes[i];
      matched = octet == MESSAGE.charAt(matched) ? matched + 1 : octet == MESSAGE.charAt(0) ? 1 : 0;
      if (matched == MESSAGE.length()) {
        messages++;
        matched = 0;
      }
    }
  }

  /** Returns true for status 304, and for a batch with neither messages nor a gap. */
  private boolean isEmpty() {
    return scanner.status() == 304
        || (captured.endsWith(",\"messages\":[]}")
            && !captured.text(prefix).contains(",\"gap\":{"));
  }
}
