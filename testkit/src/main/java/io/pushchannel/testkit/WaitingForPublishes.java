package io.pushchannel.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.PublishResult;
import io.pushchannel.PushChannel;
import io.pushchannel.PushState;
import io.pushchannel.Retention;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The sentence of promise 19 that a transport with one connection for both directions may break. */
@Execution(ExecutionMode.CONCURRENT)
abstract class WaitingForPublishes {

  /** Messages that are on their way to the channel before the acknowledgement. */
  private static final int AHEAD = 10_000;

  private static final int PATIENCE_SECONDS = 15;

  @Test
  @DisplayName("19. In onMessage a listener may wait for a publish of its channel.")
  void inOnMessage(Rig rig) throws Exception {
    Waiter waiter = new Waiter(rig, Cursor.LATEST, Message.class);
    waiter.listener.awaitOpen();
    rig.publish("a", "first");
    waiter.assertCompleted();
  }

  @Test
  @DisplayName("19. In onGap a listener may wait for a publish of its channel.")
  void inOnGap(Rig rig) throws Exception {
    Waiter waiter = new Waiter(rig, new Cursor("ffffffff", 1), Gap.class);
    waiter.assertCompleted();
    assertEquals(1, waiter.listener.gaps().size());
  }

  @Test
  @DisplayName("19. In onState, when it is OPEN, a listener may wait for a publish of its channel.")
  void inOnState(Rig rig) throws Exception {
    Waiter waiter = new Waiter(rig, Cursor.LATEST, RecordingListener.Change.class);
    waiter.assertCompleted();
  }

  @Test
  @DisplayName("19. In onNext a subscriber may wait for a publish of its channel.")
  void inOnNext(Rig rig) throws Exception {
    Waiter waiter = new Waiter(rig, Cursor.LATEST, Flow.Subscriber.class);
    waiter.channel.join().subscribe(waiter.subscriber());
    waiter.listener.awaitOpen();
    rig.publish("a", "first");
    waiter.assertCompleted();
  }

  /** Waits for a publish once, in the callback of one kind, behind 10,000 messages. */
  private static final class Waiter {
    final RecordingListener listener = new Listener();
    final CompletableFuture<PushChannel> channel = new CompletableFuture<>();
    private final CompletableFuture<PublishResult> result = new CompletableFuture<>();
    private final Rig rig;
    private final Class<?> callback;
    private boolean waited; // on the channel's thread

    Waiter(Rig rig, Cursor after, Class<?> callback) {
      rig.retain(Retention.DEFAULT.withMessages(2 * AHEAD));
      this.rig = rig;
      this.callback = callback;
      channel.complete(rig.open(after, listener, "a"));
    }

    Flow.Subscriber<Message> subscriber() {
      return new Subscriber();
    }

    /** Asserts that the publish was acknowledged, and that no message was lost or repeated. */
    void assertCompleted() throws Exception {
      PublishResult published = result.get(2 * PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertEquals(List.of(new Message(published.id(), "b", "waited for")), rig.log("b"));
      listener.awaitReached(rig.publish("a", "end"));
      Ledger.balance(rig.log("a"), listener.messages());
    }

    private void called(Class<?> kind) {
      if (kind == callback && !waited) {
        waited = true;
        rig.publish("a", AHEAD);
        try {
          result.complete(
              channel
                  .join()
                  .publish("b", "waited for")
                  .toCompletableFuture()
                  .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
          result.completeExceptionally(e);
        }
      }
    }

    private final class Listener extends RecordingListener {
      @Override
      public void onMessage(Message message) {
        called(Message.class);
        super.onMessage(message);
      }

      @Override
      public void onGap(Gap gap) {
        called(Gap.class);
        super.onGap(gap);
      }

      @Override
      public void onState(PushState state, @Nullable Exception cause) {
        if (state == PushState.OPEN) {
          called(Change.class);
        }
        super.onState(state, cause);
      }
    }

    private final class Subscriber implements Flow.Subscriber<Message> {
      @Override
      public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
      }

      @Override
      public void onNext(Message message) {
        called(Flow.Subscriber.class);
      }

      @Override
      public void onError(Throwable failure) {
        result.completeExceptionally(failure);
      }

      @Override
      public void onComplete() {
        result.completeExceptionally(new AssertionError("the channel was closed"));
      }
    }
  }
}
