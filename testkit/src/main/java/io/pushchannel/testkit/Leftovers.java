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
 * Opens channels one after another, uses and closes them, and looks for what is left. What channels
 * of one process share, an HTTP client's idle connections and threads, may stay for the next: as
 * much as one channel needs, however many there have been.
 *
 * <p>All of it happens in a thread group of its own, which threads made there belong to; so other
 * tests may run meanwhile. Where channels have virtual threads, what these make belongs to the one
 * group that all of them have, in which what HTTP clients share may be another test's.
 */
final class Leftovers {

  private static final int CHANNELS = 10;

  /** A connection to read and one to publish, and what looks after them. */
  private static final int SHARED = 3;

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** They end when they were idle for a while: docs/threading.md. */
  private static final Pattern SHARED_BY_ALL =
      Pattern.compile("^(pushchannel-http-|pushchannel-websocket-shared-|OkHttp )");

  private final Rig rig;
  private final ThreadGroup group = new ThreadGroup("leftovers");
  private final Set<ThreadGroup> groups = ConcurrentHashMap.newKeySet();
  private final Set<Long> sockets = new HashSet<>();

  Leftovers(Rig rig) {
    this.rig = rig;
    this.groups.add(group);
  }

  /** Fails, naming it, if anything is left. */
  void find() throws Exception {
    CompletableFuture<Set<Thread>> used = new CompletableFuture<>();
    Thread user = new Thread(group, () -> use(used), "leftovers");
    user.start();
    Set<Thread> before = used.get(30, TimeUnit.SECONDS);
    user.join();
    require("threads", () -> without(threads(), before), SHARED);
    require("sockets of this process", this::openSockets, SHARED);
    require("connections of the server", () -> rig.server.connections(), SHARED);
    require("feeds of the server", () -> rig.bus.feeds(), 0);
  }

  /** Gives the threads there were after the first channel, which are its own or shared. */
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
            if (state == PushState.CONNECTING) { // told by the channel, before the transport's turn
              groups.add(Thread.currentThread().getThreadGroup());
            }
            super.onState(state, cause);
          }
        };
    PushChannel channel = rig.open(Cursor.LATEST, listener, "a");
    listener.awaitOpen();
    listener.awaitReached(
        channel.publish("a", "x").toCompletableFuture().get(15, TimeUnit.SECONDS).id());
    if (isLast) { // then what the others have left is there, too
      sockets.addAll(Sockets.connectedTo(rig.proxy.before(rig.server.uri()).getPort()));
    }
    channel.close();
    listener.awaitClosed();
  }

  private static void require(String what, Supplier<Object> left, int most) {
    try {
      Await.until(what, PATIENCE, () -> count(left.get()) <= most);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "expected at most %d %s to be left of %d channels, got %s"
              .formatted(most, what, CHANNELS, left.get()),
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

  /** Those of our group, and those of the group that channels' threads are in. */
  private Set<Thread> threads() {
    Set<Thread> threads = new HashSet<>();
    groups.forEach(each -> threads.addAll(List.of(members(each))));
    threads.removeIf(
        thread -> isOfVirtual(thread) && SHARED_BY_ALL.matcher(thread.getName()).find());
    return threads;
  }

  /** False of a thread that has ended, too. */
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
