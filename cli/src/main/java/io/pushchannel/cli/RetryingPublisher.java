package io.pushchannel.cli;

import io.pushchannel.CloseReason;
import io.pushchannel.Cursor;
import io.pushchannel.Message;
import io.pushchannel.PushChannel;
import io.pushchannel.PushListener;
import io.pushchannel.PushOptions;
import io.pushchannel.PushRefusedException;
import io.pushchannel.PushState;
import io.pushchannel.spi.PushTransport;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes texts on one topic, one at a time, and tries each again until it is in the log or its
 * time is over. The key of a text makes the repetition harmless.
 */
final class RetryingPublisher implements AutoCloseable, PushListener {

  private static final long PAUSE_MILLIS = 200;

  private final URI server;
  private final String topic;
  private final Duration timeout;
  private final PushChannel channel;
  private volatile @Nullable Throwable lastFailure;

  /** The reason why the channel closed, or null. */
  private volatile @Nullable PushRefusedException refusal;

  RetryingPublisher(
      URI server, PushTransport transport, String topic, PushOptions options, Duration timeout) {
    this.server = server;
    this.topic = topic;
    this.timeout = timeout;
    this.channel =
        PushChannel.to(server)
            .transport(transport)
            .topics(Set.of(topic))
            .options(options)
            .listen(this);
  }

  /**
   * Publishes a text.
   *
   * @return its id
   * @throws CommandFailedException if the server refuses it, or does not take it in time
   */
  Cursor publish(String text, String key) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      try {
        long left = deadline - System.nanoTime();
        return channel
            .publish(topic, text, key)
            .toCompletableFuture()
            .get(left, TimeUnit.NANOSECONDS)
            .id();
      } catch (TimeoutException e) {
        throw unreachable(e);
      } catch (ExecutionException e) {
        lastFailure = e.getCause();
        if (!isUnfinished(e.getCause())) {
          failUnlessRetryable(e.getCause());
        }
        failUnlessRetryable(refusal);
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /** An earlier attempt under the same key reached the server and is not finished there. */
  private static boolean isUnfinished(@Nullable Throwable cause) {
    return cause instanceof PushRefusedException failure && failure.status() == 409;
  }

  private void failUnlessRetryable(@Nullable Throwable cause) {
    if (cause instanceof PushRefusedException failure && !failure.isRetryable()) {
      throw new CommandFailedException(
          "the server refused: " + failure.status() + ' ' + failure.getMessage(), failure);
    }
    if (cause instanceof IllegalArgumentException) {
      throw new CommandFailedException(String.valueOf(cause.getMessage()), cause);
    }
  }

  private CommandFailedException unreachable(TimeoutException timeoutException) {
    Throwable failure = lastFailure;
    String why = failure == null ? "no answer" : String.valueOf(failure.getMessage());
    return new CommandFailedException(
        "could not publish at " + server + " within " + timeout.toMillis() / 1e3 + " s: " + why,
        timeoutException);
  }

  /** Ignores the messages of its own topic. */
  @Override
  public void onMessage(Message message) {}

  @Override
  public void onState(PushState state, @Nullable Exception cause) {
    if (cause != null) {
      lastFailure = cause;
    }
  }

  @Override
  public void onClosed(CloseReason reason) {
    if (reason instanceof CloseReason.Refused refused) {
      refusal = new PushRefusedException(refused.status(), refused.detail(), null);
    }
  }

  @Override
  public void close() {
    channel.close();
  }
}
