package io.pushchannel.benchmarks.cost;

import io.pushchannel.proxy.ConnectionObserver;
import io.pushchannel.proxy.Direction;
import io.pushchannel.proxy.EndedBy;
import io.pushchannel.proxy.FaultProxy;
import io.pushchannel.proxy.HttpScanner;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Relays all bytes between a client and a server on loopback and counts them. It is independent of
 * the transport and thus treats all of them alike. Any thread may read the counters.
 */
public final class CountingRelay implements AutoCloseable {

  private static final int SETTLE_SECONDS = 15;
  private static final int QUIET_LOOKS = 8;

  private final URI server;
  private final FaultProxy proxy;
  private final LongAdder connections = new LongAdder();
  private final LongAdder requests = new LongAdder();
  private final LongAdder answers = new LongAdder();
  private final LongAdder bytesUp = new LongAdder();
  private final LongAdder bytesDown = new LongAdder();

  /** Starts a relay to {@code server} on a free port. */
  public CountingRelay(URI server) {
    this.server = server;
    this.proxy =
        FaultProxy.to(server::getPort)
            .threadName("counting-relay")
            .observers(CountedConnection::new)
            .start();
  }

  /** Returns the URI at which clients reach the server through this relay. */
  public URI uri() {
    return proxy.before(server);
  }

  /** Returns the traffic so far. */
  public Traffic traffic() {
    return new Traffic(
        connections.sum(), requests.sum(), answers.sum(), bytesUp.sum(), bytesDown.sum());
  }

  /**
   * Waits until no bytes are in transit and returns the traffic so far.
   *
   * @param held expected number of requests without a response
   * @throws IOException if traffic does not stop within {@value #SETTLE_SECONDS} seconds
   */
  public Traffic settled(int held) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLE_SECONDS);
    Traffic last = traffic();
    for (int quiet = 0; quiet < QUIET_LOOKS; ) {
      if (System.nanoTime() > deadline) {
        throw new IOException("traffic did not stop within " + SETTLE_SECONDS + " s: " + traffic());
      }
      Thread.sleep(1);
      Traffic now = traffic();
      quiet = now.equals(last) && now.requests() == now.answers() + held ? quiet + 1 : 0;
      last = now;
    }
    return last;
  }

  @Override
  public void close() {
    proxy.close();
  }

  /** Counts the bytes and the header sections of one connection. */
  private final class CountedConnection implements ConnectionObserver {

    private final HttpScanner fromClient = HttpScanner.requests();
    private final HttpScanner fromServer = HttpScanner.responses();

    CountedConnection() {
      connections.increment();
    }

    @Override
    public void received(Direction direction, byte[] bytes) {
      if (direction == Direction.UP) {
        bytesUp.add(bytes.length);
        if (!fromServer.isUpgraded()) {
          countHeaders(fromClient, bytes, requests);
        }
      } else {
        bytesDown.add(bytes.length);
        countHeaders(fromServer, bytes, answers);
      }
    }

    private static void countHeaders(HttpScanner scanner, byte[] bytes, LongAdder count) {
      for (int at = 0; at < bytes.length; ) {
        at = scanner.scan(bytes, at, bytes.length);
        if (scanner.part() == HttpScanner.Part.HEADERS && scanner.isPartEnd()) {
          count.increment();
        }
      }
    }

    @Override
    public void ended(EndedBy side) {}
  }
}
