package io.pushchannel.bus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.BusSubscription;
import io.pushchannel.CloseReason;
import io.pushchannel.CloseResult;
import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.ListenerErrorAction;
import io.pushchannel.Message;
import io.pushchannel.MessageBus;
import io.pushchannel.MessageGapException;
import io.pushchannel.PushListener;
import io.pushchannel.Retention;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

  private final List<String> received = new CopyOnWriteArrayList<>();
  private MessageBus bus = MessageBus.inMemory();

  @AfterEach
  void close() {
    bus.close();
  }

  private Cursor publish(String topic, String data) {
    return bus.publish(topic, data).toCompletableFuture().join().id();
  }

  private void awaitReceived(String... lines) {
    await().untilAsserted(() -> assertEquals(List.of(lines), received));
  }

  private static CloseResult end(BusSubscription subscription) throws Exception {
    return subscription.closed().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void aListenerReceivesItsTopicsInOrderFromACursor() {
    publish("a", "before");
    Cursor after = bus.cursor();
    publish("a", "1");
    publish("c", "other");
    BusSubscription subscription =
        bus.subscribe(Set.of("a", "b"), after, message -> received.add(message.data()));
    publish("b", "2");
    Cursor last = publish("a", "3");
    awaitReceived("1", "2", "3");
    await().until(() -> subscription.cursor().equals(last));
  }

  @Test
  void aSlowListenerDelaysNoOther() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    bus.subscribe(
        Set.of("a"),
        Cursor.LATEST,
        message -> {
          try {
            release.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    bus.subscribe(Set.of("a"), Cursor.LATEST, message -> received.add(message.data()));
    for (int i = 0; i < 3; i++) {
      publish("a", "" + i);
    }
    awaitReceived("0", "1", "2");
    release.countDown();
  }

  @Test
  void lossIsAGapBeforeTheNextMessage() {
    bus.close();
    bus = MessageBus.inMemory(Retention.builder().messages(2).build());
    Cursor start = bus.cursor();
    for (int i = 0; i < 5; i++) {
      publish("a", "" + i);
    }
    bus.subscribe(
        Set.of("a"),
        start,
        new PushListener() {
          @Override
          public void onMessage(Message message) {
            received.add(message.data());
          }

          @Override
          public void onGap(Gap gap) {
            received.add("gap " + gap.reason());
          }
        });
    awaitReceived("gap evicted", "3", "4");
  }

  @Test
  void closeEndsItWithItsFinalCursor() throws Exception {
    BusSubscription subscription =
        bus.subscribe(Set.of("a"), Cursor.LATEST, message -> received.add(message.data()));
    Cursor last = publish("a", "1");
    awaitReceived("1");
    subscription.close();
    subscription.close();
    CloseResult result = end(subscription);
    assertEquals(last, result.cursor());
    assertInstanceOf(CloseReason.ClosedByApplication.class, result.reason());
    publish("a", "2");
    assertEquals(List.of("1"), received);
  }

  @Test
  void theEndOfTheBusEndsIt() throws Exception {
    BusSubscription subscription = bus.subscribe(Set.of("a"), Cursor.LATEST, message -> {});
    bus.close();
    assertInstanceOf(CloseReason.ClosedByApplication.class, end(subscription).reason());
    assertThrows(
        IllegalStateException.class,
        () -> bus.subscribe(Set.of("a"), Cursor.LATEST, message -> {}));
  }

  @Test
  void aListenerThatThrowsStopsItBeforeTheMessage() throws Exception {
    Cursor first = publish("a", "1");
    BusSubscription subscription =
        bus.subscribe(
            Set.of("a"),
            Cursor.EARLIEST,
            message -> {
              if (message.data().equals("2")) {
                throw new IllegalArgumentException("bad");
              }
            });
    publish("a", "2");
    CloseResult result = end(subscription);
    assertEquals(first, result.cursor());
    assertTrue(((CloseReason.Failed) result.reason()).detail().contains("on topic a"));
  }

  @Test
  void aListenerMaySkipAMessage() {
    bus.subscribe(
        Set.of("a"),
        Cursor.LATEST,
        new PushListener() {
          @Override
          public void onMessage(Message message) {
            if (message.data().equals("bad")) {
              throw new IllegalArgumentException("bad");
            }
            received.add(message.data());
          }

          @Override
          public ListenerErrorAction onListenerError(Message message, Exception error) {
            return ListenerErrorAction.SKIP;
          }
        });
    publish("a", "1");
    publish("a", "bad");
    publish("a", "2");
    awaitReceived("1", "2");
  }

  @Test
  void wrongTopicsAreRejected() {
    assertThrows(
        IllegalArgumentException.class,
        () -> bus.subscribe(Set.of(), Cursor.LATEST, message -> {}));
    assertThrows(
        IllegalArgumentException.class,
        () -> bus.subscribe(Set.of("$x"), Cursor.LATEST, message -> {}));
  }

  @Test
  void anExecutorOfTheApplicationCallsTheListener() {
    List<Runnable> tasks = new ArrayList<>();
    bus.close();
    bus = MessageBus.builder().executor(tasks::add).build();
    bus.subscribe(Set.of("a"), Cursor.EARLIEST, message -> received.add(message.data()));
    publish("a", "1");
    assertEquals(List.of(), received);
    for (int i = 0; i < tasks.size(); i++) {
      tasks.get(i).run();
    }
    assertEquals(List.of("1"), received);
  }

  @Test
  void aPublisherDeliversAsMuchAsIsRequested() {
    for (int i = 0; i < 100; i++) {
      publish("a", "" + i);
    }
    Requesting subscriber = new Requesting();
    bus.publisher(Set.of("a"), Cursor.EARLIEST).subscribe(subscriber);
    subscriber.subscription.join().request(70);
    await().until(() -> received.size() == 70);
    subscriber.subscription.join().request(40);
    await().until(() -> received.size() == 100);
    publish("a", "100");
    await().until(() -> received.size() == 101);
    bus.close();
    await().until(() -> subscriber.end.isDone());
    assertEquals("complete", subscriber.end.join());
  }

  @Test
  void requestsWaitInOneTask() {
    Deque<Runnable> tasks = new ArrayDeque<>();
    bus.close();
    bus = MessageBus.builder().executor(tasks::add).build();
    Requesting subscriber = new Requesting();
    bus.publisher(Set.of("a"), Cursor.LATEST).subscribe(subscriber);
    runAll(tasks);
    for (int i = 0; i < 1000; i++) {
      subscriber.subscription.join().request(1);
    }
    publish("a", "1");
    assertTrue(runAll(tasks) <= 3);
    assertEquals(List.of("1"), received);
  }

  private static int runAll(Deque<Runnable> tasks) {
    int count = 0;
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
      count++;
    }
    return count;
  }

  @Test
  void aSubscriberThatThrowsReceivesNoFurtherSignal() {
    Requesting subscriber =
        new Requesting() {
          @Override
          public void onNext(Message message) {
            super.onNext(message);
            throw new IllegalStateException("full");
          }
        };
    bus.publisher(Set.of("a"), Cursor.LATEST).subscribe(subscriber);
    subscriber.subscription.join().request(10);
    bus.subscribe(Set.of("a"), Cursor.LATEST, message -> received.add("other " + message.data()));
    publish("a", "1");
    publish("a", "2");
    await().until(() -> received.contains("other 2"));
    bus.close();
    assertEquals(1, received.stream().filter(line -> !line.startsWith("other")).count());
    assertFalse(subscriber.end.isDone());
  }

  @Test
  void aListenerThatThrowsAtTheEndDoesNotHideTheEnd() throws Exception {
    BusSubscription subscription =
        bus.subscribe(
            Set.of("a"),
            Cursor.LATEST,
            new PushListener() {
              @Override
              public void onMessage(Message message) {}

              @Override
              public void onClosed(CloseReason reason) {
                throw new IllegalStateException("late");
              }
            });
    subscription.close();
    assertInstanceOf(CloseReason.ClosedByApplication.class, end(subscription).reason());
  }

  @Test
  void aGapEndsAPublisherWithIt() {
    bus.close();
    bus = MessageBus.inMemory(Retention.builder().messages(1).build());
    Cursor start = bus.cursor();
    publish("a", "1");
    Cursor lost = publish("a", "2");
    publish("a", "3");
    Requesting subscriber = new Requesting();
    bus.publisher(Set.of("a"), start).subscribe(subscriber);
    await().until(() -> subscriber.end.isDone());
    MessageGapException gap = (MessageGapException) subscriber.end.join();
    assertEquals(new Gap(start, lost, Gap.Reason.EVICTED), gap.gap());
    assertEquals(List.of(), received);
  }

  @Test
  void aCancelledSubscriberReceivesNothingMore() {
    Requesting subscriber = new Requesting();
    bus.publisher(Set.of("a"), Cursor.LATEST).subscribe(subscriber);
    subscriber.subscription.join().request(10);
    publish("a", "1");
    awaitReceived("1");
    subscriber.subscription.join().cancel();
    bus.close();
    assertEquals(List.of("1"), received);
  }

  @Test
  void aRequestThatIsNotPositiveIsAnError() {
    Requesting subscriber = new Requesting();
    bus.publisher(Set.of("a"), Cursor.LATEST).subscribe(subscriber);
    subscriber.subscription.join().request(0);
    await().until(() -> subscriber.end.isDone());
    assertInstanceOf(IllegalArgumentException.class, subscriber.end.join());
  }

  @Test
  void countersShowWhatIsKept() {
    bus.close();
    bus = MessageBus.inMemory(Retention.builder().messages(2).build());
    for (int i = 0; i < 5; i++) {
      publish("a", "text");
    }
    publish("b", "text");
    assertEquals(2, bus.statistics().topics());
    assertEquals(3, bus.statistics().messages());
    assertEquals(6, bus.statistics().published());
    assertTrue(bus.statistics().bytes() > 0);
  }

  @Test
  void timesOfPublicationAreOptional() {
    assertEquals(null, read().publishedAt());
    bus.close();
    bus = MessageBus.builder().publishTimes(true).build();
    long before = System.currentTimeMillis();
    long at = read().publishedAt().toEpochMilli();
    assertTrue(at >= before && at <= System.currentTimeMillis());
  }

  private Message read() {
    CompletableFuture<Message> message = new CompletableFuture<>();
    bus.subscribe(Set.of("a"), Cursor.LATEST, message::complete);
    publish("a", "1");
    return message.join();
  }

  private class Requesting implements Flow.Subscriber<Message> {

    final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    final CompletableFuture<Object> end = new CompletableFuture<>();

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
      subscription.complete(newSubscription);
    }

    @Override
    public void onNext(Message message) {
      received.add(message.data());
    }

    @Override
    public void onError(Throwable thrown) {
      end.complete(thrown);
    }

    @Override
    public void onComplete() {
      end.complete("complete");
    }
  }
}
