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
 * Stands on loopback between a client and a server, passes on every byte and counts it. Knows
 * nothing of transports, and so is fair to all. Two threads a connection.
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

  /** Starts a relay in front of {@code server}, on a free port. */
  public CountingRelay(URI server) throws IOException {
    this.server = server;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("relay-accept", this::acceptAll);
  }

  /** Where a client finds the server through this. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort() + server.getPath());
  }

  /** What passed through so far. */
  public Traffic traffic() {
    return new Traffic(
        connections.sum(), requests.sum(), answers.sum(), bytesUp.sum(), bytesDown.sum());
  }

  /**
   * What passed through so far, at an instant when nothing is under way.
   *
   * @param held how many requests are not to be answered yet
   * @throws IOException if there is no such instant within {@value #SETTLE_SECONDS} seconds
   */
  public Traffic settled(int held) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLE_SECONDS);
    Traffic last = traffic();
    for (int quiet = 0; quiet < QUIET_LOOKS; ) {
      if (System.nanoTime() > deadline) {
        throw new IOException("expected a quiet moment on the wire, got " + traffic());
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
                // A closed socket is how this work ends; whoever lost one hears of it at his end.
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }
}
