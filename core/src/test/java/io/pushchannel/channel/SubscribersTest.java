package io.pushchannel.channel;

import static io.pushchannel.channel.ScriptedConnection.message;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pushchannel.CloseReason;
import io.pushchannel.PushRefusedException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The rules of Reactive Streams, by their numbers there. */
@Timeout(20)
class SubscribersTest {

  private static final CloseReason BY_APPLICATION = new CloseReason.ClosedByApplication();

  private final Subscribers subscribers = new Subscribers();
  private final RecordingSubscriber subscriber = RecordingSubscriber.requesting(Long.MAX_VALUE);

  /** Delivers on a thread of its own, which is given once it waits. */
  private Waiting deliverAndWait(long sequence) {
    CompletableFuture<Void> delivered = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                subscribers.deliver(message(sequence));
                delivered.complete(null);
              } catch (RuntimeException e) {
                delivered.completeExceptionally(e);
              }
            });
    thread.start();
    await().until(() -> thread.getState() == Thread.State.WAITING || delivered.isDone());
    assertEquals(Thread.State.WAITING, thread.getState());
    return new Waiting(thread, delivered);
  }

  private record Waiting(Thread thread, CompletableFuture<Void> delivered) {}

  @Test
  void rule109SubscribingIsTheFirstSignalAndNullIsRefused() {
    subscribers.add(subscriber);
    subscribers.deliver(message(1));
    assertEquals(List.of("subscribed", "1"), subscriber.signals);
    assertThrows(NullPointerException.class, () -> subscribers.add(null));
  }

  @Test
  void aSubscriberHearsWhatComesFromThenOn() {
    subscribers.deliver(message(1));
    subscribers.add(subscriber);
    subscribers.deliver(message(2));
    assertEquals(List.of("subscribed", "2"), subscriber.signals);
  }

  @Test
  void rule111EverySubscriberHearsEveryMessage() {
    RecordingSubscriber other = RecordingSubscriber.requesting(5);
    subscribers.add(subscriber);
    subscribers.add(other);
    for (int i = 1; i <= 5; i++) {
      subscribers.deliver(message(i));
    }
    List<String> expected = List.of("subscribed", "1", "2", "3", "4", "5");
    assertEquals(expected, subscriber.signals);
    assertEquals(expected, other.signals);
  }

  @Test
  void rule101NoMoreIsSignalledThanWasRequested() throws Exception {
    RecordingSubscriber asking = RecordingSubscriber.requesting(2);
    subscribers.add(asking);
    subscribers.deliver(message(1));
    subscribers.deliver(message(2));
    Waiting waiting = deliverAndWait(3);
    assertEquals(List.of("subscribed", "1", "2"), asking.signals);
    asking.subscription.request(1);
    waiting.delivered().join();
    assertEquals(List.of("subscribed", "1", "2", "3"), asking.signals);
  }

  @Test
  void rule303ARequestFromWithinOnNextDoesNotRecurse() {
    RecordingSubscriber oneByOne = RecordingSubscriber.requesting(1);
    oneByOne.onNext = data -> oneByOne.subscription.request(1);
    subscribers.add(oneByOne);
    for (int i = 1; i <= 100_000; i++) {
      subscribers.deliver(message(i));
    }
    assertEquals(100_001, oneByOne.signals.size());
  }

  @Test
  void rule317RequestsAddUpToNoEnd() {
    RecordingSubscriber greedy = new RecordingSubscriber();
    greedy.onSubscribe =
        s -> {
          s.request(Long.MAX_VALUE - 1);
          s.request(Long.MAX_VALUE - 1);
        };
    subscribers.add(greedy);
    subscribers.deliver(message(1));
    subscribers.deliver(message(2));
    assertEquals(List.of("subscribed", "1", "2"), greedy.signals);
  }

  @Test
  void rule309ARequestForNothingIsAnErrorAtOnce() {
    for (long bad : new long[] {0, -1, Long.MIN_VALUE}) {
      Subscribers others = new Subscribers();
      RecordingSubscriber wrong = RecordingSubscriber.requesting(7);
      others.add(wrong);
      wrong.subscription.request(bad);
      assertEquals(List.of("subscribed", "error"), wrong.signals);
      assertInstanceOf(IllegalArgumentException.class, wrong.error);
      assertEquals(
          "request must be for at least 1 message, was for " + bad, wrong.error.getMessage());
      wrong.subscription.request(bad);
      others.deliver(message(1));
      others.end(BY_APPLICATION);
      assertEquals(List.of("subscribed", "error"), wrong.signals);
    }
  }

  @Test
  void rule103TheAnswerToABadRequestWaitsForTheSignalUnderWay() {
    RecordingSubscriber wrong = RecordingSubscriber.requesting(7);
    wrong.onNext =
        data -> {
          wrong.subscription.request(0);
          wrong.signals.add("still in onNext");
        };
    subscribers.add(wrong);
    subscribers.deliver(message(1));
    assertEquals(List.of("subscribed", "1", "still in onNext", "error"), wrong.signals);
  }

  @Test
  void aBadRequestWhileSubscribingIsAnError() {
    RecordingSubscriber wrong = RecordingSubscriber.requesting(0);
    subscribers.add(wrong);
    assertEquals(List.of("subscribed", "error"), wrong.signals);
  }

  @Test
  void aBadRequestFreesAThreadThatWaits() {
    RecordingSubscriber wrong = new RecordingSubscriber();
    subscribers.add(wrong);
    Waiting waiting = deliverAndWait(1);
    wrong.subscription.request(-1);
    waiting.delivered().join();
    assertEquals(List.of("subscribed", "error"), wrong.signals);
  }

  @Test
  void rule305CancellingAgainDoesNothingAndRule308NothingFollows() {
    subscribers.add(subscriber);
    subscribers.deliver(message(1));
    subscriber.subscription.cancel();
    subscriber.subscription.cancel();
    subscriber.subscription.request(0);
    subscriber.subscription.request(1);
    subscribers.deliver(message(2));
    subscribers.end(BY_APPLICATION);
    assertEquals(List.of("subscribed", "1"), subscriber.signals);
  }

  @Test
  void cancellingFromWithinOnNextIsTheEnd() {
    subscriber.onNext = data -> subscriber.subscription.cancel();
    subscribers.add(subscriber);
    subscribers.deliver(message(1));
    subscribers.deliver(message(2));
    assertEquals(List.of("subscribed", "1"), subscriber.signals);
  }

  @Test
  void cancellingWhileSubscribingIsTheEnd() {
    subscriber.onSubscribe = s -> s.cancel();
    subscribers.add(subscriber);
    subscribers.deliver(message(1));
    subscribers.end(BY_APPLICATION);
    assertEquals(List.of("subscribed"), subscriber.signals);
  }

  @Test
  void cancellingFreesAThreadThatWaits() {
    RecordingSubscriber silent = new RecordingSubscriber();
    subscribers.add(silent);
    Waiting waiting = deliverAndWait(1);
    silent.subscription.cancel();
    waiting.delivered().join();
    assertEquals(List.of("subscribed"), silent.signals);
  }

  @Test
  void closingFreesAThreadThatWaitsAndTheMessageCountsAsUnread() {
    RecordingSubscriber silent = new RecordingSubscriber();
    subscribers.add(silent);
    Waiting waiting = deliverAndWait(1);
    subscribers.stopWaiting();
    var failure = assertThrows(CompletionException.class, waiting.delivered()::join);
    assertInstanceOf(AttemptEndedException.class, failure.getCause());
    subscribers.end(BY_APPLICATION);
    assertEquals(List.of("subscribed", "complete"), silent.signals);
  }

  @Test
  void whoSubscribesWhileTheChannelClosesIsNotWaitedFor() {
    subscribers.stopWaiting();
    subscribers.add(new RecordingSubscriber());
    assertThrows(AttemptEndedException.class, () -> subscribers.deliver(message(1)));
  }

  @Test
  void whatIsWantedIsStillGivenWhileTheChannelCloses() {
    subscribers.add(subscriber);
    subscribers.stopWaiting();
    subscribers.deliver(message(1));
    assertEquals(List.of("subscribed", "1"), subscriber.signals);
  }

  @Test
  void rule105AChannelThatItsApplicationClosesCompletes() {
    subscribers.add(subscriber);
    subscribers.end(BY_APPLICATION);
    assertEquals(List.of("subscribed", "complete"), subscriber.signals);
  }

  @Test
  void rule104AChannelThatIsRefusedIsAnErrorWithItsStatus() {
    subscribers.add(subscriber);
    subscribers.end(new CloseReason.Refused(404, "no such path"));
    PushRefusedException failure = assertInstanceOf(PushRefusedException.class, subscriber.error);
    assertEquals("404 no such path", failure.status() + " " + failure.getMessage());
  }

  @Test
  void rule104AChannelThatFailsIsAnErrorWithItsCause() {
    Throwable cause = new IllegalStateException("thrown by the listener");
    subscribers.add(subscriber);
    subscribers.end(new CloseReason.Failed(cause, "the test failed"));
    assertSame(cause, subscriber.error);
  }

  @Test
  void whoComesAfterTheEndIsToldSo() {
    subscribers.end(BY_APPLICATION);
    subscribers.add(subscriber);
    assertEquals(List.of("subscribed", "complete"), subscriber.signals);
    RecordingSubscriber without = new RecordingSubscriber();
    subscribers.add(without);
    assertEquals(List.of("subscribed", "complete"), without.signals, "an end needs no demand");
  }

  @Test
  void rule213ASubscriberThatFailsIsForgottenAndTheOthersGoOn() {
    RecordingSubscriber failing = RecordingSubscriber.requesting(7);
    failing.onNext =
        data -> {
          throw new IllegalStateException("for a test");
        };
    subscribers.add(failing);
    subscribers.add(subscriber);
    subscribers.deliver(message(1));
    subscribers.deliver(message(2));
    assertEquals(List.of("subscribed", "1"), failing.signals);
    assertEquals(List.of("subscribed", "1", "2"), subscriber.signals);
  }

  @Test
  void aSubscriberAtTheEndThatFailsDoesNotKeepTheOthersFromIt() {
    CountDownLatch called = new CountDownLatch(1);
    subscribers.add(
        new java.util.concurrent.Flow.Subscriber<>() {
          @Override
          public void onSubscribe(java.util.concurrent.Flow.Subscription s) {}

          @Override
          public void onNext(io.pushchannel.Message message) {}

          @Override
          public void onError(Throwable error) {}

          @Override
          public void onComplete() {
            called.countDown();
            throw new AssertionError("for a test");
          }
        });
    subscribers.add(subscriber);
    subscribers.end(BY_APPLICATION);
    assertEquals(0, called.getCount());
    assertEquals(List.of("subscribed", "complete"), subscriber.signals);
  }

  /** The subscribers are used afterwards, so that it is not they that are collected. */
  @Test
  void rule313WhoHasCancelledIsForgottenEvenIfNothingIsPublished() {
    var gone = new java.lang.ref.WeakReference<>(cancelled());
    await()
        .until(
            () -> {
              System.gc();
              return gone.get() == null;
            });
    subscribers.end(BY_APPLICATION);
  }

  private RecordingSubscriber cancelled() {
    RecordingSubscriber leaving = RecordingSubscriber.requesting(1);
    subscribers.add(leaving);
    leaving.subscription.cancel();
    return leaving;
  }
}
