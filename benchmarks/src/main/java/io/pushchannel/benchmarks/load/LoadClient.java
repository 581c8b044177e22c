package io.pushchannel.benchmarks.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Subscribes many times to one topic and prints, once a second, how many messages came.
 *
 * <pre>java -cp benchmarks.jar io.pushchannel.benchmarks.load.LoadClient
 *     http://127.0.0.1:8080/push sse TOPIC CONNECTIONS SECONDS</pre>
 *
 * The figures: deliveries a second, messages a read, messages out of sequence, and how busy this
 * client's one thread was. Above 85 % the client, not the server, was the limit.
 */
public final class LoadClient {

  private final URI server;
  private final Technique technique;
  private final String topic;
  private final Totals totals = new Totals();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
  private final Selector selector = Selector.open();

  private LoadClient(URI server, Technique technique, String topic) throws IOException {
    this.server = server;
    this.technique = technique;
    this.topic = topic;
  }

  /** See above. */
  public static void main(String[] args) throws IOException {
    if (args.length != 5) {
      System.err.println("expected URL sse|websocket TOPIC CONNECTIONS SECONDS");
      System.exit(2);
    }
    LoadClient client = new LoadClient(URI.create(args[0]), Technique.of(args[1]), args[2]);
    client.connect(Integer.parseInt(args[3]));
    client.measure(Integer.parseInt(args[4]));
  }

  private void connect(int connections) throws IOException {
    byte[] request =
        technique
            .request(server.getAuthority(), server.getPath(), topic)
            .getBytes(StandardCharsets.US_ASCII);
    var address = new InetSocketAddress(server.getHost(), server.getPort());
    for (int i = 0; i < connections; i++) {
      SocketChannel channel = SocketChannel.open(address);
      channel.write(ByteBuffer.wrap(request));
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, new Subscriber(channel, technique, totals));
    }
    while (totals.opened < connections) {
      readFor(TimeUnit.MILLISECONDS.toNanos(10));
    }
    System.out.println("connected " + connections);
  }

  private void measure(int seconds) throws IOException {
    for (int second = 0; second < seconds; second++) {
      long messages = totals.messages;
      long reads = totals.reads;
      long cpu = cpu();
      long start = System.nanoTime();
      readFor(TimeUnit.SECONDS.toNanos(1));
      double elapsed = System.nanoTime() - start;
      System.out.printf(
          Locale.ROOT,
          "%,d deliveries/s, %.1f a read, %d out of sequence, client %.0f %% busy%n",
          Math.round((totals.messages - messages) * 1e9 / elapsed),
          (totals.messages - messages) / (double) Math.max(1, totals.reads - reads),
          totals.outOfSequence,
          (cpu() - cpu) * 100 / elapsed);
    }
  }

  private void readFor(long nanos) throws IOException {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      selector.select(1 + TimeUnit.NANOSECONDS.toMillis(left));
      for (SelectionKey key : selector.selectedKeys()) {
        ((Subscriber) key.attachment()).read(buffer);
      }
      selector.selectedKeys().clear();
    }
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
