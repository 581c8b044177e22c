package io.pushchannel.integration.endurance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Thousands of {@link LightClient}s on one thread, half of them SSE, half WebSocket. */
final class LightClients implements AutoCloseable {

  /** What all of them together have seen. */
  record Account(int open, long received, long lost, long repeated, long refused, long failed) {}

  private final int port;
  private final String epoch;
  private final Pattern pattern;
  private final Random random = new Random(42);
  private final Selector selector = Selector.open();
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 17);
  private final List<LightClient> clients = new ArrayList<>();
  private final Queue<LightClient> pausing =
      new PriorityQueue<>(Comparator.comparingLong(LightClient::due));
  private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
  private final List<Long> returns = new ArrayList<>();
  private final Thread thread = new Thread(this::run, "light-clients");
  private long marked;
  private boolean closed;
  long received;
  long lost;
  long repeated;
  long refused;
  long failedConnects;

  /** Clients of the server at {@code port} and its bus's {@code epoch}; they begin to connect. */
  LightClients(int count, int port, String epoch) throws IOException {
    this.port = port;
    this.epoch = epoch;
    this.pattern =
        Pattern.compile(
            "HTTP/1\\.1 (\\d{3}) |(?:retry: |\"retry\":)(\\d+)\\D|" + epoch + "-(\\d+)\\D");
    for (int i = 0; i < count; i++) {
      LightClient client = new LightClient(this, i % 2 == 1);
      clients.add(client);
      pausing.add(client);
    }
    thread.start();
  }

  /** From now on times are counted, and the account is empty. */
  void mark() {
    ask(
        () -> {
          marked = System.nanoTime();
          returns.clear();
          return marked;
        });
  }

  /** Cuts all connections at once. */
  void cutAll() {
    ask(
        () -> {
          clients.forEach(LightClient::cut);
          return clients.size();
        });
  }

  Account account() {
    return ask(
        () ->
            new Account(
                (int) clients.stream().filter(LightClient::isOpen).count(),
                received,
                lost,
                repeated,
                refused,
                failedConnects));
  }

  /** Whether each has delivered everything up to {@code number}. */
  boolean allReceived(long number) {
    return ask(() -> clients.stream().allMatch(client -> client.last() == number));
  }

  /** When they were back, in milliseconds from the mark, in order. */
  List<Long> returns() {
    return ask(() -> returns.stream().sorted().toList());
  }

  @Override
  public void close() throws IOException {
    ask(
        () -> {
          clients.forEach(LightClient::close);
          closed = true;
          return closed;
        });
    selector.close();
  }

  int port() {
    return port;
  }

  String epoch() {
    return epoch;
  }

  Pattern pattern() {
    return pattern;
  }

  Selector selector() {
    return selector;
  }

  Random random() {
    return random;
  }

  void pause(LightClient client) {
    pausing.add(client);
  }

  void opened(LightClient client) {
    returns.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - marked));
  }

  private <T> T ask(Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    commands.add(() -> answer.complete(question.get()));
    selector.wakeup();
    return answer.orTimeout(30, TimeUnit.SECONDS).join();
  }

  private void run() {
    try {
      while (!closed) {
        selector.select(5);
        for (SelectionKey key : selector.selectedKeys()) {
          if (key.isValid()) {
            ((LightClient) key.attachment()).ready(key, buffer);
          }
        }
        selector.selectedKeys().clear();
        for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
          command.run();
        }
        connectThoseDue();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void connectThoseDue() {
    long now = System.nanoTime();
    for (LightClient next = pausing.peek();
        !closed && next != null && next.due() - now <= 0;
        next = pausing.peek()) {
      pausing.remove().connect();
    }
  }
}
