package io.pushchannel.websocket;

import io.pushchannel.PublishResult;
import io.pushchannel.spi.HttpProblemException;
import io.pushchannel.spi.ReaderNotifier;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The publishes of one client that the log has not completed. The log may complete them on any
 * thread and in any order; the replies are sent on the event loop of the client and in the order of
 * its publishes.
 */
final class PublishQueue {

  /** Maximum number of incomplete publishes. Each of them holds its text. */
  private static final int MAX_UNDER_WAY = 1024;

  private final ReplyWriter answers;
  private final Queue<UnderWay> underWay = new ArrayDeque<>(1);
  private final ReaderNotifier notifier;

  /** A publish and what will become of it. */
  private record UnderWay(@Nullable String ref, CompletableFuture<PublishResult> result) {}

  PublishQueue(ReplyWriter answers, ReaderNotifier notifier) {
    this.answers = answers;
    this.notifier = notifier;
  }

  /**
   * Refuses a publish that is one too many.
   *
   * @throws HttpProblemException 429
   */
  void requireRoom() {
    if (underWay.size() >= MAX_UNDER_WAY) {
      throw new HttpProblemException(
          429,
          "Too many publishes",
          "at most " + MAX_UNDER_WAY + " publishes may be unanswered; wait for a response first");
    }
  }

  /** Replies when {@code result} and all earlier ones are complete. */
  void add(@Nullable String ref, CompletableFuture<PublishResult> result) {
    underWay.add(new UnderWay(ref, result));
    if (result.isDone()) {
      answer();
    } else {
      result.whenComplete((published, failure) -> notifier.execute(this::answerLater));
    }
  }

  private void answerLater() {
    answer();
    answers.flush();
  }

  private void answer() {
    for (UnderWay first = underWay.peek();
        first != null && first.result.isDone();
        first = underWay.peek()) {
      underWay.remove();
      answer(first);
    }
  }

  private void answer(UnderWay done) {
    try {
      answers.published(done.ref, done.result.join());
    } catch (CompletionException | CancellationException e) {
      answers.refused(done.ref, HttpProblemException.ofPublish(e));
    }
  }
}
