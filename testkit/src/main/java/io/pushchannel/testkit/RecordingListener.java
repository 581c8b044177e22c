package io.pushchannel.testkit;

import io.pushchannel.CloseReason;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.PushListener;
import io.pushchannel.PushState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Hears everything and keeps it, in order: {@code Message}s, {@code Gap}s and a {@code
 * CloseReason}. Notes, too, which threads called, and whether two calls ever overlapped.
 */
public class RecordingListener implements PushListener {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final List<Object> heard = new CopyOnWriteArrayList<>();
  private final List<PushState> states = new CopyOnWriteArrayList<>();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final AtomicInteger inside = new AtomicInteger();
  private volatile boolean overlapped;

  @Override
  public void onMessage(Message message) {
    record(message);
  }

  @Override
  public void onGap(Gap gap) {
    record(gap);
  }

  @Override
  public void onState(PushState state, @Nullable Exception cause) {
    states.add(state);
  }

  @Override
  public void onClosed(CloseReason reason) {
    record(reason);
  }

  /** Everything heard so far. */
  public List<Object> heard() {
    return new ArrayList<>(heard);
  }

  /** The data of the messages heard so far. */
  public List<String> data() {
    return heard.stream()
        .filter(Message.class::isInstance)
        .map(message -> ((Message) message).data())
        .toList();
  }

  /** The gaps heard so far. */
  public List<Gap> gaps() {
    return heard.stream().filter(Gap.class::isInstance).map(Gap.class::cast).toList();
  }

  /** Waits for the channel to be open. */
  public void awaitOpen() {
    await("the channel to open", () -> states.contains(PushState.OPEN));
  }

  /** Waits for the channel to lose its connection for the {@code times}th time. */
  public void awaitLost(int times) {
    await(
        "a lost connection",
        () -> states.stream().filter(PushState.WAITING::equals).count() >= times);
  }

  /** Waits for as many things to be heard, messages, gaps and the end counted. */
  public void awaitHeard(int count) {
    await(count + " things to be heard", () -> heard.size() >= count);
  }

  /** Waits for the end, and returns why. */
  public CloseReason awaitClosed() {
    await("the channel to close", () -> last() instanceof CloseReason);
    return (CloseReason) last();
  }

  /** Whether all calls came one at a time, from one thread. */
  public boolean wasCalledByOneThreadAtATime() {
    return !overlapped && threads.size() <= 1;
  }

  private void record(Object thing) {
    overlapped |= inside.incrementAndGet() > 1;
    threads.add(Thread.currentThread());
    heard.add(thing);
    inside.decrementAndGet();
  }

  private Object last() {
    return heard.isEmpty() ? "nothing" : heard.get(heard.size() - 1);
  }

  private void await(String what, java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(condition);
  }
}
