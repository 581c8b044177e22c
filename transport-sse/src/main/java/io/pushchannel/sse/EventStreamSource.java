package io.pushchannel.sse;

import io.pushchannel.wire.ProtocolViolationException;
import io.pushchannel.wire.WireLimits;
import java.io.IOException;
import okio.Buffer;
import okio.ByteString;
import okio.ForwardingSource;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * Prepares an event stream (HTML standard, section 9.2.6) for okhttp-sse. Line ends become LF,
 * because okhttp-sse does not terminate on a stream that ends in a bare CR. A byte order mark at
 * the start is dropped. An event without end is rejected; it would be buffered without bound. Only
 * relevant fields are passed on, with the {@code id} that applies at the end of an event:
 * okhttp-sse loses an {@code id} of a block without data, and accepts one with NUL.
 */
final class EventStreamSource extends ForwardingSource {

  /** The longest event, in bytes. */
  static final long MAX_EVENT = WireLimits.RECEIVED;

  /** Separates the field {@code at} from the id, for {@link SseEvents}. */
  static final String AT_MARK = " @";

  /** Marks a number of milliseconds that the server has not sent. */
  static final long NOT_SENT = -1;

  private static final long BYTES_PER_READ = 8192;
  private static final ByteString LINE_ENDS = ByteString.encodeUtf8("\r\n");
  private static final ByteString BYTE_ORDER_MARK = ByteString.decodeHex("efbbbf");
  private static final ByteString ID = ByteString.encodeUtf8("id");
  private static final ByteString AT = ByteString.encodeUtf8("at");
  private static final ByteString DATA = ByteString.encodeUtf8("data");
  private static final ByteString EVENT = ByteString.encodeUtf8("event");
  private static final ByteString RETRY = ByteString.encodeUtf8("retry");

  /** Maximum number of digits that fit into a {@code long}. */
  private static final int MAX_DIGITS = 18;

  private final Buffer raw = new Buffer();
  private final Buffer event = new Buffer();
  private long searched;
  private boolean atStart = true;
  private boolean afterCarriageReturn;
  private boolean hasData;
  private boolean hasEvent;
  private long retry = NOT_SENT;
  private long pause = NOT_SENT;

  /** The field {@code at} of the current event, which okhttp-sse gets as a part of the id. */
  private ByteString at = ByteString.EMPTY;

  /** The last {@code id} line that okhttp-sse has not been given. */
  private @Nullable ByteString id;

  EventStreamSource(Source source) {
    super(source);
  }

  /** The reconnection time that the stream has set, in milliseconds. */
  long retry() {
    return retry;
  }

  /**
   * Returns the reconnection time if the stream has set it after its first event. An earlier value
   * is meant for browsers, which need it; a later one is a request to stay away.
   */
  long pause() {
    return pause;
  }

  /** Gives whole events only. What the stream's end leaves unfinished is dropped, as it should. */
  @Override
  public long read(Buffer sink, long byteCount) throws IOException {
    long before = sink.size();
    while (sink.size() == before) {
      if (super.read(raw, BYTES_PER_READ) < 0) {
        return -1;
      }
      if (!atStart || dropMark()) {
        readLines(sink);
      }
    }
    return sink.size() - before;
  }

  /** Drops the byte order mark; returns false if more bytes are needed to recognize it. */
  private boolean dropMark() throws IOException {
    int length = (int) Math.min(raw.size(), BYTE_ORDER_MARK.size());
    boolean isMark = raw.rangeEquals(0, BYTE_ORDER_MARK, 0, length);
    if (isMark && length < BYTE_ORDER_MARK.size()) {
      return false;
    }
    if (isMark) {
      raw.skip(length);
    }
    atStart = false;
    return true;
  }

  private void readLines(Buffer sink) throws IOException {
    for (long end = lineEnd(); end >= 0; end = lineEnd()) {
      ByteString line = raw.readByteString(end);
      afterCarriageReturn = raw.readByte() == '\r';
      searched = 0;
      if (line.size() > 0) {
        field(line);
      } else {
        endEvent(sink);
      }
    }
    searched = raw.size();
    if (event.size() + raw.size() > MAX_EVENT) {
      throw new ProtocolViolationException(
          "event must have at most " + MAX_EVENT + " bytes, had more");
    }
  }

  /** Returns the index of the next line end; -1 if it has not arrived. */
  private long lineEnd() throws IOException {
    if (afterCarriageReturn && !raw.exhausted()) {
      afterCarriageReturn = false;
      if (raw.getByte(0) == '\n') {
        raw.skip(1);
      }
    }
    return raw.indexOfElement(LINE_ENDS, searched);
  }

  private void field(ByteString line) {
    if (isNamed(ID, line)) {
      ByteString value = value(ID, line);
      id = value.indexOf(new byte[] {0}) < 0 ? value : id;
    } else if (isNamed(AT, line)) {
      at = value(AT, line);
    } else if (isNamed(RETRY, line)) {
      retry(value(RETRY, line).utf8());
    } else if (isNamed(DATA, line) || isNamed(EVENT, line)) {
      hasData |= isNamed(DATA, line);
      event.write(line).writeByte('\n');
    }
  }

  private void retry(String value) {
    if (value.matches("[0-9]+")) {
      String digits = value.replaceFirst("^0+(?=.)", "");
      retry = digits.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
      pause = hasEvent ? retry : pause;
    }
  }

  private void endEvent(Buffer sink) {
    if (hasData) {
      if (id != null) {
        event.writeUtf8("id: ").write(id);
        if (at.size() > 0) {
          event.writeUtf8(AT_MARK).write(at);
        }
        event.writeByte('\n');
        id = null;
      }
      event.writeByte('\n');
      sink.write(event, event.size());
      hasEvent = true;
    }
    event.clear();
    at = ByteString.EMPTY;
    hasData = false;
  }

  private static boolean isNamed(ByteString name, ByteString line) {
    return line.startsWith(name)
        && (line.size() == name.size() || line.getByte(name.size()) == ':');
  }

  /** Returns the part after the colon and an optional space. */
  private static ByteString value(ByteString name, ByteString line) {
    int start = Math.min(name.size() + 1, line.size());
    boolean hasSpace = start < line.size() && line.getByte(start) == ' ';
    return line.substring(hasSpace ? start + 1 : start);
  }
}
