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
 * The one thread and selector of all connections. Everything but {@link #execute} is confined to
 * the thread that calls {@link #run}.
 */
final class ClientLoop {

  private static final int BUFFER_SIZE = 1 << 18;

  /** The longest a client waits before it comes back unless told otherwise: our servers' hint. */
  private static final long COME_BACK_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** So many connections are begun at once; a listening socket's queue is not endless. */
  private static final int CONNECT_SPACING_NANOS = 50_000;

  /**
   * So few poll to the microsecond: the last millisecond is waited out awake. More would keep the
   * thread awake all the time, and a millisecond's jitter is lost among them.
   */
  private static final int FEW = 4;

  final Counters counters;
  final InetSocketAddress address;
  final Requests requests;
  final long intervalNanos;
  final ByteBuffer direct = ByteBuffer.allocateDirect(BUFFER_SIZE);

  /** When the bytes being parsed were read. */
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
  private Counted since;
  private long cutAt;
  private long comeBackNanos = COME_BACK_NANOS;
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
    this.since = Counted.of(counters, 0);
  }

  /** Runs until the process ends. */
  void run() {
    since = Counted.of(counters, cpu());
    long start = System.nanoTime();
    for (int i = 0; i < spec.connections(); i++) {
      // polls get a random phase; streams only have to get in
      long phase =
          intervalNanos > 0 ? random.nextLong(intervalNanos) : (long) i * CONNECT_SPACING_NANOS;
      Connection connection = new Connection(this, spec.technique(), start + phase);
      connections.add(connection);
      due.add(connection);
    }
    tellIfAllOpen();
    try {
      while (true) {
        turn();
      }
    } catch (IOException e) {
      allOpen.completeExceptionally(e);
      throw new UncheckedIOException(e);
    }
  }

  /** Completes when each connection has been answered. */
  CompletableFuture<Void> allOpen() {
    return allOpen;
  }

  /** Runs a task on the loop's thread. From any thread. */
  void execute(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  private void turn() throws IOException {
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

  /** The connection acts when it is due, which must not change until then. */
  void schedule(Connection connection) {
    due.add(connection);
  }

  void unschedule(Connection connection) {
    due.remove(connection);
  }

  /** Room for so many bytes, shared by all connections. */
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

  /** Makes the messages parsed so far known to the parent. */
  void tellMessages() {
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
    tellIfAllOpen();
  }

  void closed() {
    open--;
  }

  void broken(IOException cause, boolean expected) {
    if (!expected) {
      counters.add(Count.BROKEN, 1);
      lastBreak = String.valueOf(cause);
      allOpen.completeExceptionally(cause); // of no account once all were open
    }
  }

  /** When a connection that has just ended comes back: full jitter. */
  long comeBackTime() {
    return System.nanoTime() + random.nextLong(comeBackNanos);
  }

  int open() {
    return open;
  }

  private void tellIfAllOpen() {
    if (open >= spec.connections()) {
      allOpen.complete(null);
    }
  }

  /** All books begin anew, with this number expected first. */
  void reset(long first) {
    connections.forEach(connection -> connection.book.reset(first));
    latency = new Histogram(3);
    backNanos.clear();
    since = Counted.of(counters, cpu());
  }

  /** Ends all connections at once; each comes back within so long, or none if that is negative. */
  void cut(long comeBackMillis) {
    cutAt = System.nanoTime();
    backNanos.clear();
    comeBackNanos = Math.max(1, TimeUnit.MILLISECONDS.toNanos(comeBackMillis));
    for (Connection connection : connections) {
      connection.cut(comeBackMillis < 0 ? 0 : comeBackTime());
    }
  }

  /** Makes this share of the connections stop reading; 0 makes all read again. */
  void stall(double share) {
    int stalled = (int) Math.ceil(connections.size() * share);
    for (int i = 0; i < connections.size(); i++) {
      connections.get(i).stall(i < stalled);
    }
  }

  /** What was counted since the last reset, if all below {@code end} was published. */
  LoadReport report(long end, Ledger canaries) {
    Ledger ledger = Ledger.EMPTY;
    for (Connection connection : connections) {
      if (!connection.isStalled()) {
        ledger = ledger.plus(connection.book.ledger(end));
      }
    }
    return since.report(
        Counted.of(counters, cpu()), ledger, canaries, latency, backNanos, open, lastBreak);
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
