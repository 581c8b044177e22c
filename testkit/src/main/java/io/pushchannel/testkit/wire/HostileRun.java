package io.pushchannel.testkit.wire;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.pushchannel.CloseReason;
import io.pushchannel.Gap;
import io.pushchannel.MessageBus;
import io.pushchannel.PushChannel;
import io.pushchannel.PushOptions;
import io.pushchannel.PushState;
import io.pushchannel.server.PushServer;
import io.pushchannel.spi.PushTransport;
import io.pushchannel.testkit.RecordingListener;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * One channel on topic {@code t} against a hostile server. After {@link #recover}, connections are
 * relayed to a real server.
 */
public final class HostileRun implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  static final Duration HEARTBEAT = Duration.ofMillis(400);

  private final PushServer real;
  private final MessageBus bus;
  private final ScriptedServer server;
  private final Listener listener = new Listener();
  private final PushChannel channel;
  private volatile String prefix = "";
  private volatile boolean recovered;

  private static final class Listener extends RecordingListener {
    final List<Exception> causes = new CopyOnWriteArrayList<>();
    volatile @Nullable Thread thread;

    @Override
    public void onState(PushState entered, @Nullable Exception cause) {
      super.onState(entered, cause);
      thread = Thread.currentThread();
      if (cause != null) {
        causes.add(cause);
      }
    }
  }

  /**
   * Opens the channel.
   *
   * @param transport the transport to test
   * @param hostile the script of the hostile server
   * @param real the real server, which serves {@code bus} with {@code transport}
   * @param bus the bus of the real server
   */
  public HostileRun(
      PushTransport transport, ScriptedServer.Script hostile, PushServer real, MessageBus bus) {
    this.real = real;
    this.bus = bus;
    server = new ScriptedServer(client -> serve(client, hostile));
    channel =
        PushChannel.to(server.uri())
            .transport(transport)
            .topics(Set.of("t"))
            .options(options())
            .listen(listener);
  }

  /** Returns options with short timeouts and pauses, and a header with a secret. */
  public static PushOptions options() {
    return PushOptions.builder()
        .connectTimeout(Duration.ofMillis(1500))
        .heartbeat(HEARTBEAT)
        .backoff(Duration.ofMillis(20), Duration.ofMillis(200))
        .headers(Map.of("X-Api-Key", "secret"))
        .build();
  }

  /** Waits for the end of the first attempt, and returns its cause or the close reason as text. */
  public String firstEnd() {
    await("an attempt to end", () -> !listener.causes.isEmpty() || isClosed());
    return listener.causes.isEmpty()
        ? String.valueOf(listener.awaitClosed())
        : listener.causes.get(0).toString();
  }

  /** Waits until the channel is closed, and returns the reason. */
  public CloseReason closed() {
    return listener.awaitClosed();
  }

  /** Returns the causes of failed attempts so far. Regular ends have no cause. */
  public List<Exception> causes() {
    return listener.causes;
  }

  /** Returns the texts of the received messages. */
  public List<String> received() {
    return listener.data();
  }

  /** Returns the received gaps. */
  public List<Gap> gaps() {
    return listener.gaps();
  }

  /** Returns the number of requests that the hostile server has read. */
  public int requests() {
    return server.requests().size();
  }

  /** Returns the number of accepted connections. */
  public int connections() {
    return server.accepted();
  }

  /** Returns the number of bytes that the hostile server has sent, including socket buffers. */
  public long sent() {
    return server.sent();
  }

  /** Returns the CPU time of the channel's thread; zero for a virtual thread. */
  public Duration busy() {
    Thread thread = listener.thread;
    long nanos =
        thread == null ? 0 : ManagementFactory.getThreadMXBean().getThreadCpuTime(id(thread));
    return Duration.ofNanos(Math.max(0, nanos));
  }

  /** Relays connections to the real server from now on, and waits until the channel reconnects. */
  public void recover() throws IOException {
    recover("");
  }

  /** Like {@link #recover()}, but sends {@code prefix} before the bytes of the real server. */
  public void recover(String prefix) throws IOException {
    this.prefix = prefix;
    recovered = true;
    server.disconnect();
    await(
        "the channel to reconnect",
        () -> {
          bus.publish("t", "recovered");
          return listener.data().contains("recovered");
        });
  }

  /** Closes the channel, and checks that its thread ends. */
  @Override
  public void close() {
    channel.close();
    server.close();
    await("the channel's thread to end", () -> !isAlive(listener.thread));
    assertFalse(channel.state() != PushState.CLOSED, "the channel is not closed");
  }

  private void serve(ScriptedPeer client, ScriptedServer.Script hostile) throws IOException {
    if (recovered) {
      client.send(prefix).relayTo(real.port());
    } else {
      hostile.serve(client);
    }
  }

  private boolean isClosed() {
    return listener.received().stream().anyMatch(CloseReason.class::isInstance);
  }

  @SuppressWarnings("deprecation") // its successor requires Java 19
  private static long id(Thread thread) {
    return thread.getId();
  }

  private static boolean isAlive(@Nullable Thread thread) {
    return thread != null && thread.isAlive();
  }

  private static void await(String what, java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(condition);
  }
}
