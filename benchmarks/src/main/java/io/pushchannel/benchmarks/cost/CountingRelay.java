package io.pushchannel.benchmarks.cost;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Relays all bytes between a client and a server on loopback and counts them. It is independent of
 * the transport and thus treats all of them alike. Uses two threads per connection.
 */
public final class CountingRelay implements AutoCloseable {

  private static final int SETTLE_SECONDS = 15;
  private static final int QUIET_LOOKS = 8;
  private static final int BUFFER_SIZE = 1 << 14;

  private final URI server;
  private final ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final LongAdder connections = new LongAdder();
  private final LongAdder requests = new LongAdder();
  private final LongAdder answers = new LongAdder();
  private final LongAdder bytesUp = new LongAdder();
  private final LongAdder bytesDown = new LongAdder();

  /** Starts a relay to {@code server} on a free port. */
  public CountingRelay(URI server) throws IOException {
    this.server = server;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("relay-accept", this::acceptAll);
  }

  /** Returns the URI at which clients reach the server through this relay. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort() + server.getPath());
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

  private void acceptAll() throws IOException {
    while (true) {
      Socket client = listening.accept();
      open.add(client);
      connections.increment();
      Socket upstream = connect();
      start("relay-up", () -> pass(client, upstream, new HeadCounter(bytesUp, requests)));
      start("relay-down", () -> pass(upstream, client, new HeadCounter(bytesDown, answers)));
    }
  }

  private Socket connect() throws IOException {
    Socket upstream = new Socket();
    open.add(upstream);
    upstream.connect(new InetSocketAddress(server.getHost(), server.getPort()));
    return upstream;
  }

  private void pass(Socket from, Socket to, HeadCounter counter) throws IOException {
    try (from;
        to) {
      to.setTcpNoDelay(true);
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[BUFFER_SIZE];
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        counter.count(buffer, length);
        out.write(buffer, 0, length);
      }
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private static void start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // Closing a socket ends its threads; client and server notice a lost connection
                // themselves.
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }
}
