package io.pushchannel.sse;

import java.io.IOException;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Source;

/**
 * An event stream as okhttp-sse can bear it. Line ends CR and CRLF become LF (on a stream that ends
 * in a bare CR okhttp-sse spins for ever), a byte order mark at the start is dropped, and a line or
 * an event that does not end is refused, which it would collect without bound.
 */
final class EventStreamSource extends ForwardingSource {

  /** The longest event, in bytes. */
  static final long MAX_EVENT = 16L << 20;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final Buffer raw = new Buffer();
  private boolean started;
  private boolean afterCarriageReturn;
  private boolean afterLineFeed;
  private long eventBytes;

  EventStreamSource(Source source) {
    super(source);
  }

  @Override
  public long read(Buffer sink, long byteCount) throws IOException {
    while (true) {
      long read = super.read(raw, byteCount);
      if (!started && !start(read)) {
        continue;
      }
      if (raw.exhausted()) {
        if (read < 0) {
          return -1;
        }
        continue;
      }
      long before = sink.size();
      copy(sink);
      if (sink.size() > before) {
        return sink.size() - before;
      }
    }
  }

  /** Drops the mark; false if too little is there to tell. */
  private boolean start(long read) throws IOException {
    if (read >= 0 && raw.size() < BYTE_ORDER_MARK.length && beginsWithMark(raw.size())) {
      return false;
    }
    if (raw.size() >= BYTE_ORDER_MARK.length && beginsWithMark(BYTE_ORDER_MARK.length)) {
      raw.skip(BYTE_ORDER_MARK.length);
    }
    started = true;
    return true;
  }

  private boolean beginsWithMark(long length) {
    for (int i = 0; i < length; i++) {
      if (raw.getByte(i) != BYTE_ORDER_MARK[i]) {
        return false;
      }
    }
    return true;
  }

  private void copy(Buffer sink) throws IOException {
    while (!raw.exhausted()) {
      byte next = raw.readByte();
      if (next == '\n' && afterCarriageReturn) {
        afterCarriageReturn = false;
        continue;
      }
      afterCarriageReturn = next == '\r';
      byte copied = next == '\r' ? (byte) '\n' : next;
      bound(copied);
      sink.writeByte(copied);
    }
  }

  private void bound(byte next) throws IOException {
    boolean endsEvent = next == '\n' && afterLineFeed;
    afterLineFeed = next == '\n';
    eventBytes = endsEvent ? 0 : eventBytes + 1;
    if (eventBytes > MAX_EVENT) {
      throw new IOException("expected an event of at most " + MAX_EVENT + " bytes, got more");
    }
  }
}
