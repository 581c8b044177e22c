package io.pushchannel.benchmarks.load;

import io.pushchannel.benchmarks.load.Counters.Count;
import io.pushchannel.benchmarks.result.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * The thread and selector of all connections. All methods except {@link #execute} are confined to
 * the thread that calls {@link #run}.
 */
final class ClientLoop {

  private static final int BUFFER_SIZE = 1 << 18;

  /**
   * Default maximum time until a client reconnects: the retry time that PushChannel's servers send.
   */
  private static final long RECONNECT_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Time between two connects, because the backlog of a listening socket is limited. */
  private static final int CONNECT_SPACING_NANOS = 50_000;

  /**
   * Up to this number of connections, the loop spins for the last millisecond and polls with
   * microsecond precision. With more connections it would spin all the time, and a jitter of a
   * millisecond does not matter.
   */
  private static final int FEW = 4;

  final Counters counters;
  final InetSocketAddress address;
  final Requests requests;
  final long intervalNanos;
  final ByteBuffer direct = ByteBuffer.allocateDirect(BUFFER_SIZE);

  /** The time at which the bytes being parsed were read. */
  long received;

  private final ConnectSpec spec;
  private final Selector selector = Selector.open();
  private final SplittableRandom random;
  private final List<Connection> connections = new ArrayList<>();
  private final PriorityQueue<Connection> due = new PriorityQueue<>();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Void> allOpen = new CompletableFuture<>();
  private final List<Long> backNanos = new ArrayList<>();
  private byte[] buffer = new byte[2 * BUFFER_SIZE];
  private Histogram latency = new Histogram(3);
  private CounterSnapshot since;
  private long cutAt;
  private long reconnectNanos = RECONNECT_NANOS;
  private long messages;
  private int open;
  private String lastBreak = "";

  ClientLoop(ConnectSpec spec, Counters counters) throws IOException {
    this.spec = spec;
    this.counters = counters;
    this.requests = new Requests(spec);
    this.address = new InetSocketAddress(spec.server().getHost(), spec.server().getPort());
    this.intervalNanos = TimeUnit.MILLISECONDS.toNanos(spec.intervalMillis());
    this.random = new SplittableRandom(spec.seed());
    this.since = CounterSnapshot.of(counters, 0);
  }

  /** Runs until the process ends. */
  void run() {
    since = CounterSnapshot.of(counters, cpu());
    long start = System.nanoTime();
    for (int i = 0; i < spec.connections(); i++) {
      // polls start at a random phase; streams are spaced only for the backlog
      long phase =
          intervalNanos > 0 ? random.nextLong(intervalNanos) : (long) i * CONNECT_SPACING_NANOS;
      Connection connection = new Connection(this, spec.technique(), start + phase);
      connections.add(connection);
      due.add(connection);
    }
    completeIfAllOpen();
    try {
      while (true) {
        iterate();
      }
    } catch (IOException e) {
      allOpen.completeExceptionally(e);
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a future that completes when every connection has received a response. */
  CompletableFuture<Void> allOpen() {
    return allOpen;
  }

  /** Runs a task on the loop's thread. May be called from any thread. */
  void execute(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  private void iterate() throws IOException {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
    long now = System.nanoTime();
    while (!due.isEmpty() && due.peek().due() <= now) {
      due.remove().act();
    }
    long wait = due.isEmpty() ? Long.MAX_VALUE : due.peek().due() - System.nanoTime();
    long millis = TimeUnit.NANOSECONDS.toMillis(wait);
    boolean isFew = spec.connections() <= FEW;
    if (wait <= 0 || (millis == 0 && isFew)) {
      selector.selectNow(ClientLoop::ready);
    } else if (due.isEmpty()) {
      selector.select(ClientLoop::ready);
    } else {
      selector.select(ClientLoop::ready, isFew ? millis : 1 + millis);
    }
  }

  private static void ready(SelectionKey key) {
    if (key.isValid() && key.attachment() instanceof Connection connection) {
      connection.ready();
    }
  }

  SelectionKey register(SocketChannel channel, int operations, Connection connection)
      throws IOException {
    return channel.register(selector, operations, connection);
  }

  /** Schedules the connection for its due time, which must not change until then. */
  void schedule(Connection connection) {
    due.add(connection);
  }

  void unschedule(Connection connection) {
    due.remove(connection);
  }

  /** Returns a buffer for at least {@code length} bytes, shared by all connections. */
  byte[] bytes(int length) {
    if (buffer.length < length) {
      buffer = new byte[Integer.highestOneBit(length) * 2];
    }
    return buffer;
  }

  void message(long intended) {
    messages++;
    latency.recordValue(Math.max(0, received - intended));
  }

  /** Publishes the count of the messages parsed so far to the parent process. */
  void countMessages() {
    if (messages > 0) {
      counters.add(Count.MESSAGES, messages);
      messages = 0;
    }
  }

  void opened() {
    open++;
    if (cutAt != 0) {
      backNanos.add(System.nanoTime() - cutAt);
    }
    completeIfAllOpen();
  }

  void closed() {
    open--;
  }

  void broken(IOException cause, boolean expected) {
    if (!expected) {
      counters.add(Count.BROKEN, 1);
      lastBreak = String.valueOf(cause);
      allOpen.completeExceptionally(cause); // has no effect after all connections were open
    }
  }

  /** Returns the time at which a connection that has just ended reconnects, with full jitter. */
  long reconnectTime() {
    return System.nanoTime() + random.nextLong(reconnectNanos);
  }

  int open() {
    return open;
  }

  private void completeIfAllOpen() {
    if (open >= spec.connections()) {
      allOpen.complete(null);
    }
  }

  /** Resets the sequence checks and counts of all connections; {@code first} is the next number. */
  void reset(long first) {
    connections.forEach(connection -> connection.sequence.reset(first));
    latency = new Histogram(3);
    backNanos.clear();
    since = CounterSnapshot.of(counters, cpu());
  }

  /**
   * Closes all connections at once. Each reconnects within {@code reconnectMillis}, or stays closed
   * if that is negative.
   */
  void cut(long reconnectMillis) {
    cutAt = System.nanoTime();
    backNanos.clear();
    reconnectNanos = Math.max(1, TimeUnit.MILLISECONDS.toNanos(reconnectMillis));
    for (Connection connection : connections) {
      connection.cut(reconnectMillis < 0 ? 0 : reconnectTime());
    }
  }

  /** Stops reading on this share of the connections; 0 resumes reading on all. */
  void stall(double share) {
    int stalled = (int) Math.ceil(connections.size() * share);
    for (int i = 0; i < connections.size(); i++) {
      connections.get(i).stall(i < stalled);
    }
  }

  /**
   * Returns the counts since the last reset, given that all messages below {@code end} were
   * published.
   */
  LoadReport report(long end, Ledger canaries) {
    Ledger ledger = Ledger.EMPTY;
    for (Connection connection : connections) {
      if (!connection.isStalled()) {
        ledger = ledger.plus(connection.sequence.ledger(end));
      }
    }
    return since.report(
        CounterSnapshot.of(counters, cpu()), ledger, canaries, latency, backNanos, open, lastBreak);
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
