package io.pushchannel.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber: connects, sends requests, checks the received sequence, and reconnects with its
 * cursor after a lost connection. Confined to the loop's thread.
 */
final class Connection implements ParserListener, Comparable<Connection> {

  private static final int PONG = 0x8a;
  private static final byte[] NOTHING = {};

  /** Maximum bytes of an incomplete message. */
  private static final int MAX_CARRIED = 1 << 24;

  final SequenceChecker sequence = new SequenceChecker();

  private final ClientLoop loop;
  private final PushTechnique technique;
  private @Nullable SocketChannel channel;
  private @Nullable SelectionKey key;
  private Parser parser;
  private byte[] carried = NOTHING;
  private byte[] cursor = NOTHING;
  private @Nullable ByteBuffer unsent;
  private boolean answered;
  private boolean opened;
  private boolean leaving;
  private boolean stalled;

  /** The time of the next connect or poll. */
  private long due;

  Connection(ClientLoop loop, PushTechnique technique, long due) {
    this.loop = loop;
    this.technique = technique;
    this.due = due;
    this.parser = loop.requests.parser();
  }

  /** Returns the time at which {@link #act} must be called. */
  long due() {
    return due;
  }

  @Override
  public int compareTo(Connection other) {
    return Long.compare(due, other.due);
  }

  /** Connects or polls. Called at the due time. */
  void act() {
    try {
      if (channel == null) {
        connect();
      } else {
        request();
      }
    } catch (IOException e) {
      broken(e);
    }
  }

  /** Handles a ready socket. */
  void ready() {
    try {
      if (key != null && key.isConnectable() && channel != null && channel.finishConnect()) {
        key.interestOps(stalled ? 0 : SelectionKey.OP_READ);
        request();
      } else if (key != null && key.isReadable()) {
        read();
      } else if (key != null && key.isWritable()) {
        send();
      }
    } catch (IOException e) {
      broken(e);
    }
  }

  /** Closes the connection. It reconnects at {@code time}, or stays closed if that is 0. */
  void cut(long time) {
    close();
    if (time != 0) {
      due = time;
      loop.schedule(this);
    }
  }

  /** Stops or resumes reading. */
  void stall(boolean newStalled) {
    stalled = newStalled;
    if (key != null && key.isValid()) {
      key.interestOps(stalled ? 0 : SelectionKey.OP_READ);
    }
  }

  boolean isStalled() {
    return stalled;
  }

  private void connect() throws IOException {
    parser = loop.requests.parser();
    SocketChannel opening = SocketChannel.open();
    channel = opening;
    opening.configureBlocking(false);
    opening.setOption(StandardSocketOptions.TCP_NODELAY, true);
    boolean connected = opening.connect(loop.address);
    key = loop.register(opening, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
    if (connected) {
      request();
    }
  }

  private void request() throws IOException {
    answered = false;
    loop.counters.add(Counters.Count.REQUESTS, 1);
    send(loop.requests.after(new String(cursor, StandardCharsets.US_ASCII)));
  }

  private void send(byte[] bytes) throws IOException {
    unsent = unsent == null ? ByteBuffer.wrap(bytes) : joined(unsent, bytes);
    send();
  }

  private static ByteBuffer joined(ByteBuffer first, byte[] second) {
    return ByteBuffer.allocate(first.remaining() + second.length).put(first).put(second).flip();
  }

  private void send() throws IOException {
    if (unsent != null && channel != null && key != null) {
      loop.counters.add(Counters.Count.BYTES_UP, channel.write(unsent));
      int reading = stalled ? 0 : SelectionKey.OP_READ;
      if (unsent.hasRemaining()) {
        key.interestOps(reading | SelectionKey.OP_WRITE);
      } else {
        unsent = null;
        if (key.interestOps() != reading) {
          key.interestOps(reading);
        }
      }
    }
  }

  private void read() throws IOException {
    if (channel == null) {
      return;
    }
    int length = channel.read(loop.direct.clear());
    loop.received = System.nanoTime();
    if (length < 0) {
      throw new EOFException("the server closed a connection");
    }
    loop.counters.add(Counters.Count.READS, 1);
    loop.counters.add(Counters.Count.BYTES_DOWN, length);
    byte[] bytes = loop.bytes(carried.length + length);
    System.arraycopy(carried, 0, bytes, 0, carried.length);
    loop.direct.flip().get(bytes, carried.length, length);
    int end = carried.length + length;
    int parsed = parser.parse(bytes, 0, end, this);
    carry(bytes, parsed, end);
    loop.countMessages();
    if (answered && channel != null) {
      pollNext();
    }
    if (leaving) {
      throw new EOFException("the server requested a reconnect");
    }
  }

  private void carry(byte[] bytes, int from, int to) throws IOException {
    if (to - from > MAX_CARRIED) {
      throw new IOException(
          "a message must end within " + MAX_CARRIED + " bytes, received " + (to - from));
    }
    carried = from == to ? NOTHING : Arrays.copyOfRange(bytes, from, to);
  }

  /**
   * Polls at a fixed rate, regardless of the response time. Polls missed during a stall are
   * skipped.
   */
  private void pollNext() throws IOException {
    answered = false;
    if (technique == PushTechnique.SHORT_POLLING && loop.intervalNanos > 0) {
      due = Math.max(due + loop.intervalNanos, loop.received - loop.intervalNanos);
      loop.schedule(this);
    } else {
      request();
    }
  }

  private void broken(IOException cause) {
    loop.broken(cause, leaving);
    close();
    due = loop.reconnectTime();
    loop.schedule(this);
  }

  private void close() {
    loop.unschedule(this);
    if (key != null) {
      key.cancel();
    }
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        loop.broken(e, true);
      }
    }
    if (opened) {
      loop.closed();
    }
    channel = null;
    key = null;
    unsent = null;
    carried = NOTHING;
    opened = false;
    answered = false;
    leaving = false;
  }

  @Override
  public void message(long number, long intended) {
    sequence.message(number);
    loop.message(intended);
  }

  @Override
  public void gap() {
    sequence.gap();
  }

  @Override
  public void answered() {
    loop.counters.add(Counters.Count.RESPONSES, 1);
    answered = technique.polls();
  }

  @Override
  public void opened() {
    answered();
    if (!opened) {
      opened = true;
      loop.opened();
    }
  }

  @Override
  public void cursor(byte[] bytes, int from, int to) {
    if (cursor.length != to - from) {
      cursor = new byte[to - from];
    }
    System.arraycopy(bytes, from, cursor, 0, cursor.length);
  }

  @Override
  public void ping(byte[] bytes, int from, int to) {
    ByteBuffer pong = ByteBuffer.allocate(6 + to - from);
    pong.put((byte) PONG).put((byte) (0x80 | (to - from))).putInt(0).put(bytes, from, to - from);
    try {
      send(pong.array()); // masked with zeros
    } catch (IOException e) {
      leaving = true;
    }
  }

  @Override
  public void leaving() {
    leaving = true;
  }
}
