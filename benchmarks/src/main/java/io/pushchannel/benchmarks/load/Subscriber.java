package io.pushchannel.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * One connection: counts messages and checks that each is numbered one above the last, which holds
 * when only one topic of the bus is published to.
 */
final class Subscriber {

  /** A message's number stands within so many bytes of its frame. */
  private static final int ENOUGH = 200;

  private final SocketChannel channel;
  private final Technique technique;
  private final Totals totals;
  private byte[] carried = {};
  private int toSkip;
  private boolean inBody;
  private long lastSequence;

  Subscriber(SocketChannel channel, Technique technique, Totals totals) {
    this.channel = channel;
    this.technique = technique;
    this.totals = totals;
  }

  /** Reads what there is, by way of a buffer that all connections share. */
  void read(ByteBuffer buffer) throws IOException {
    buffer.clear().put(carried);
    int read = channel.read(buffer);
    if (read < 0) {
      throw new EOFException("the server closed a connection");
    }
    totals.bytes += read;
    totals.reads++;
    buffer.flip();
    if (!inBody && !skipHead(buffer)) {
      carry(buffer);
      return;
    }
    skip(buffer);
    while (buffer.hasRemaining() && frame(buffer)) {
      skip(buffer);
    }
    carry(buffer);
  }

  private boolean frame(ByteBuffer buffer) {
    int length = technique.frame(buffer);
    if (length == Technique.INCOMPLETE || buffer.remaining() < Math.min(length, ENOUGH)) {
      return false;
    }
    count(buffer, Math.min(buffer.remaining(), length));
    toSkip = length;
    return true;
  }

  /** The number stands behind the first hyphen between digits: {@code id: 9f3ac2d1-1042}. */
  private void count(ByteBuffer buffer, int length) {
    int end = buffer.position() + length;
    for (int i = buffer.position() + technique.headLength; i < end; i++) {
      if (buffer.get(i) == '$' || (buffer.get(i) == 'c' && buffer.get(i + 1) == 'o')) {
        return; // a control event
      }
      if (buffer.get(i) == '-') {
        countMessage(number(buffer, i + 1));
        return;
      }
    }
  }

  private void countMessage(long sequence) {
    if (lastSequence != 0 && sequence != lastSequence + 1) {
      totals.outOfSequence++;
    }
    lastSequence = sequence;
    totals.messages++;
  }

  private static long number(ByteBuffer buffer, int start) {
    long number = 0;
    for (int i = start; buffer.get(i) >= '0' && buffer.get(i) <= '9'; i++) {
      number = number * 10 + buffer.get(i) - '0';
    }
    return number;
  }

  private boolean skipHead(ByteBuffer buffer) {
    for (int i = buffer.position(); i + 3 < buffer.limit(); i++) {
      if (buffer.getInt(i) == 0x0d0a0d0a) {
        buffer.position(i + 4);
        totals.opened++;
        inBody = true;
        return true;
      }
    }
    return false;
  }

  private void skip(ByteBuffer buffer) {
    int skipped = Math.min(toSkip, buffer.remaining());
    buffer.position(buffer.position() + skipped);
    toSkip -= skipped;
  }

  private void carry(ByteBuffer buffer) {
    carried = new byte[buffer.remaining()];
    buffer.get(carried);
  }
}
