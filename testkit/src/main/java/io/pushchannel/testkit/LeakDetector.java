package io.pushchannel.testkit;

import io.pushchannel.Cursor;
import io.pushchannel.PushChannel;
import io.pushchannel.PushState;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Opens, uses and closes channels one after another, and checks that no resources are left. Shared
 * resources, such as idle connections and threads of an HTTP client, may stay for the next channel.
 * They must not exceed the need of one channel.
 *
 * <p>Everything runs in its own thread group, to which new threads belong, so that other tests can
 * run concurrently. Threads that are created on virtual threads belong to one common group. There,
 * the shared threads of HTTP clients may belong to other tests.
 */
final class LeakDetector {

  private static final int CHANNELS = 10;

  /** A connection to read, a connection to publish, and a thread that maintains them. */
  private static final int SHARED = 3;

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** Threads that end after an idle period, see docs/threading.md. */
  private static final Pattern SHARED_BY_ALL =
      Pattern.compile("^(pushchannel-http-|pushchannel-websocket-shared-|OkHttp )");

  private final TransportFixture fixture;
  private final ThreadGroup group = new ThreadGroup("leftovers");
  private final Set<ThreadGroup> groups = ConcurrentHashMap.newKeySet();
  private final Set<Long> sockets = new HashSet<>();

  LeakDetector(TransportFixture fixture) {
    this.fixture = fixture;
    this.groups.add(group);
  }

  /** Runs the check. Fails with the resources that are left. */
  void verify() throws Exception {
    CompletableFuture<Set<Thread>> used = new CompletableFuture<>();
    Thread user = new Thread(group, () -> use(used), "leftovers");
    user.start();
    Set<Thread> before = used.get(30, TimeUnit.SECONDS);
    user.join();
    require("threads", () -> without(threads(), before), SHARED);
    require("sockets of this process", this::openSockets, SHARED);
    require("connections of the server", () -> fixture.server.statistics().connections(), SHARED);
    require("feeds of the server", () -> fixture.bus.feeds(), 0);
  }

  /** Uses all channels, and completes {@code used} with the threads after the first channel. */
  private void use(CompletableFuture<Set<Thread>> used) {
    try {
      useOne(false);
      Set<Thread> before = threads();
      for (int i = 1; i <= CHANNELS; i++) {
        useOne(i == CHANNELS);
      }
      used.complete(before);
    } catch (Exception | AssertionError e) {
      used.completeExceptionally(e);
    }
  }

  private void useOne(boolean isLast) throws Exception {
    RecordingListener listener =
        new RecordingListener() {
          @Override
          public void onState(PushState state, @Nullable Exception cause) {
            if (state == PushState.CONNECTING) { // called by the channel, before its transport
              groups.add(Thread.currentThread().getThreadGroup());
            }
            super.onState(state, cause);
          }
        };
    PushChannel channel = fixture.open(Cursor.LATEST, listener, "a");
    listener.awaitOpen();
    listener.awaitReached(
        channel.publish("a", "x").toCompletableFuture().get(15, TimeUnit.SECONDS).id());
    if (isLast) { // includes the leftovers of earlier channels
      sockets.addAll(Sockets.connectedTo(fixture.proxy.before(fixture.server.uri()).getPort()));
    }
    channel.close();
    listener.awaitClosed();
  }

  private static void require(String what, Supplier<Object> left, int most) {
    try {
      Await.until(what, PATIENCE, () -> count(left.get()) <= most);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "%s left after %d channels must be at most %d, were %s"
              .formatted(what, CHANNELS, most, left.get()),
          e);
    }
  }

  private static int count(Object left) {
    return left instanceof Set<?> set ? set.size() : (Integer) left;
  }

  private Set<Long> openSockets() {
    Set<Long> open = Sockets.open();
    open.retainAll(sockets);
    return open;
  }

  /** Returns the threads of the own group, and of the groups of the channels' threads. */
  private Set<Thread> threads() {
    Set<Thread> threads = new HashSet<>();
    groups.forEach(each -> threads.addAll(List.of(members(each))));
    threads.removeIf(
        thread -> isOfVirtual(thread) && SHARED_BY_ALL.matcher(thread.getName()).find());
    return threads;
  }

  /** Returns true for a running thread in the group of virtual threads. */
  private static boolean isOfVirtual(Thread thread) {
    ThreadGroup its = thread.getThreadGroup();
    return its != null && its.getName().equals("VirtualThreads");
  }

  private static Set<Thread> without(Set<Thread> threads, Set<Thread> others) {
    Set<Thread> left = new HashSet<>(threads);
    left.removeAll(others);
    return left;
  }

  private static Thread[] members(ThreadGroup group) {
    Thread[] members = new Thread[group.activeCount() + 64];
    return Arrays.copyOf(members, group.enumerate(members));
  }
}
