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
 * One channel, on topic {@code t}, against a server that is hostile until it is {@linkplain #mend
 * mended}: from then on connections go to a real one.
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
  private volatile boolean mended;

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
   * @param real the good server, which serves {@code bus} by {@code transport}
   */
  public HostileRun(
      PushTransport transport, ScriptedServer.Script hostile, PushServer real, MessageBus bus) {
    this.real = real;
    this.bus = bus;
    server = new ScriptedServer(client -> serve(client, hostile));
    channel = PushChannel.open(server.uri(), transport, Set.of("t"), options(), listener);
  }

  /** Quick to give up and to come back, with a credential to keep. */
  public static PushOptions options() {
    return PushOptions.DEFAULT
        .withConnectTimeout(Duration.ofMillis(1500))
        .withHeartbeat(HEARTBEAT)
        .withBackoff(Duration.ofMillis(20), Duration.ofMillis(200))
        .withHeaders(Map.of("X-Api-Key", "secret"));
  }

  /** What ended the first attempt, or closed the channel, in words. */
  public String firstEnd() {
    await("an attempt to end", () -> !listener.causes.isEmpty() || isClosed());
    return listener.causes.isEmpty()
        ? String.valueOf(listener.awaitClosed())
        : listener.causes.get(0).toString();
  }

  /** Waits for the end of the channel. */
  public CloseReason closed() {
    return listener.awaitClosed();
  }

  /** What ended attempts so far, but for those that the server ended as it should. */
  public List<Exception> causes() {
    return listener.causes;
  }

  /** The texts of the messages that were heard. */
  public List<String> heard() {
    return listener.data();
  }

  /** The gaps that were heard. */
  public List<Gap> gaps() {
    return listener.gaps();
  }

  /** How many requests the hostile server has read. */
  public int requests() {
    return server.requests().size();
  }

  /** How many connections there have been. */
  public int connections() {
    return server.accepted();
  }

  /** How many octets the client took of the hostile server, and what sockets hold. */
  public long sent() {
    return server.sent();
  }

  /** How long the channel's thread has been busy; nothing if it is a virtual one. */
  public Duration busy() {
    Thread thread = listener.thread;
    long nanos =
        thread == null ? 0 : ManagementFactory.getThreadMXBean().getThreadCpuTime(id(thread));
    return Duration.ofNanos(Math.max(0, nanos));
  }

  /** Lets the server be a good one, and hears that the channel comes back. */
  public void mend() throws IOException {
    mend("");
  }

  /** The same, but each connection begins with {@code prefix} before the good server's octets. */
  public void mend(String prefix) throws IOException {
    this.prefix = prefix;
    mended = true;
    server.disconnect();
    await(
        "the channel to come back",
        () -> {
          bus.publish("t", "mended");
          return listener.data().contains("mended");
        });
  }

  /** Closes the channel, and sees that no thread of it is left. */
  @Override
  public void close() {
    channel.close();
    server.close();
    await("the channel's thread to end", () -> !isAlive(listener.thread));
    assertFalse(channel.state() != PushState.CLOSED, "the channel is not closed");
  }

  private void serve(ScriptedPeer client, ScriptedServer.Script hostile) throws IOException {
    if (mended) {
      client.send(prefix).relayTo(real.port());
    } else {
      hostile.serve(client);
    }
  }

  private boolean isClosed() {
    return listener.heard().stream().anyMatch(CloseReason.class::isInstance);
  }

  @SuppressWarnings("deprecation") // its successor is not in the baseline
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
