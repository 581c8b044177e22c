package io.pushchannel.websocket;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connects to the first address of a host that accepts (RFC 8305, "Happy Eyeballs"). The next
 * address is tried when the one before fails, or after 250 ms without a result, in parallel.
 * Addresses of IPv6 and IPv4 alternate.
 */
final class AddressRace {

  private static final Duration STAGGER = Duration.ofMillis(250);

  private final ClientSocket link;
  private final long deadline;

  /** Guards what follows; notified of each result. */
  private final Object lock = new Object();

  private final Queue<InetSocketAddress> waiting;
  private final List<Socket> connecting = new ArrayList<>();
  private @Nullable Socket winner;
  private @Nullable IOException failure;
  private boolean over;

  /** A race that takes {@code timeoutMillis} at most. */
  AddressRace(ClientSocket link, List<InetAddress> addresses, int port, int timeoutMillis) {
    this.link = link;
    this.deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    this.waiting = new ArrayDeque<>();
    alternating(addresses).forEach(each -> waiting.add(new InetSocketAddress(each, port)));
  }

  /** Resolves a host and connects to one of its addresses. */
  static Socket connect(ClientSocket link, String host, int port, int timeoutMillis)
      throws IOException, InterruptedException {
    List<InetAddress> addresses = List.of(InetAddress.getAllByName(host));
    return new AddressRace(link, addresses, port, timeoutMillis).run();
  }

  /** Returns the connected socket. If all addresses failed, throws the failure of the first. */
  Socket run() throws IOException, InterruptedException {
    try {
      if (waiting.size() == 1) {
        connect(start()); // needs no other thread
      } else {
        runAll();
      }
      return result();
    } finally {
      end();
    }
  }

  private void runAll() throws IOException, InterruptedException {
    synchronized (lock) {
      while (winner == null && nanosLeft() > 0 && !(waiting.isEmpty() && connecting.isEmpty())) {
        long pause = nanosLeft();
        if (!waiting.isEmpty()) {
          Attempt attempt = start();
          SharedThreads.all().execute(() -> connect(attempt));
          pause = waiting.isEmpty() ? pause : Math.min(pause, STAGGER.toNanos());
        }
        TimeUnit.NANOSECONDS.timedWait(lock, pause);
      }
    }
  }

  private Attempt start() throws IOException {
    synchronized (lock) {
      Socket tcp = link.register(new Socket(Proxy.NO_PROXY));
      connecting.add(tcp);
      return new Attempt(tcp, waiting.remove());
    }
  }

  private void connect(Attempt attempt) {
    try {
      attempt.tcp.connect(
          attempt.address, (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanosLeft())));
      finished(attempt.tcp, null);
    } catch (IOException e) {
      finished(attempt.tcp, e);
    }
  }

  private void finished(Socket tcp, @Nullable IOException thrown) {
    boolean won;
    synchronized (lock) {
      connecting.remove(tcp);
      won = thrown == null && winner == null && !over;
      winner = won ? tcp : winner;
      failure = first(failure, thrown);
      lock.notifyAll();
    }
    if (!won) {
      link.discard(tcp);
    }
  }

  private Socket result() throws IOException {
    synchronized (lock) {
      if (winner != null) {
        return winner;
      } else if (nanosLeft() <= 0) {
        throw timeout(failure);
      }
      throw failure == null ? new ConnectException("the host has no address") : failure;
    }
  }

  private void end() {
    List<Socket> losers;
    synchronized (lock) {
      over = true;
      losers = List.copyOf(connecting);
    }
    losers.forEach(link::discard);
  }

  private static @Nullable IOException first(
      @Nullable IOException first, @Nullable IOException next) {
    if (first != null && next != null) {
      first.addSuppressed(next);
    }
    return first == null ? next : first;
  }

  private long nanosLeft() {
    return deadline - System.nanoTime();
  }

  private static IOException timeout(@Nullable IOException cause) {
    IOException timeout = new SocketTimeoutException("no address of the host accepted in time");
    if (cause != null) {
      timeout.initCause(cause);
    }
    return timeout;
  }

  /** Begins with the family of the first address, which the system prefers. */
  private static List<InetAddress> alternating(List<InetAddress> addresses) {
    Queue<InetAddress> preferred = new ArrayDeque<>();
    Queue<InetAddress> others = new ArrayDeque<>();
    for (InetAddress each : addresses) {
      boolean isPreferred =
          each instanceof Inet6Address == addresses.get(0) instanceof Inet6Address;
      (isPreferred ? preferred : others).add(each);
    }
    List<InetAddress> alternating = new ArrayList<>();
    while (!preferred.isEmpty() || !others.isEmpty()) {
      addIfAny(preferred.poll(), alternating);
      addIfAny(others.poll(), alternating);
    }
    return alternating;
  }

  private static void addIfAny(@Nullable InetAddress address, List<InetAddress> addresses) {
    if (address != null) {
      addresses.add(address);
    }
  }

  private record Attempt(Socket tcp, InetSocketAddress address) {}
}
