package io.pushchannel.spi;

import io.pushchannel.Cursor;
import io.pushchannel.PublishResult;
import io.pushchannel.PushRefusedException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The client half of a transport, for one channel. The channel calls {@link #run} repeatedly.
 * Retries, resuming, removal of duplicates and calls of the listener are responsibilities of the
 * channel; an attempt only reports the events that it receives.
 */
public interface PushConnection extends AutoCloseable {

  /**
   * Makes one attempt on the caller's thread: connects, and reports events to {@code receiver} on
   * the same thread until the server ends the attempt (returns) or it breaks (throws). Called by
   * one thread at a time.
   *
   * @param topics the topics to read
   * @param after the position to read after
   * @throws PushRefusedException if the server rejected the request; it shows if a retry can help
   * @throws IOException if the connection could not be made, broke, or received no data in time
   * @throws InterruptedException if the thread was interrupted while waiting
   */
  void run(Set<String> topics, Cursor after, Receiver receiver)
      throws IOException, InterruptedException;

  /**
   * Sends one publish to the server. Called in publish order by one thread at a time, only while at
   * most {@link #publishWindow} minus one earlier publishes have no response; never blocks.
   * Queueing, time limits and repetition after a failure are the channel's responsibility.
   *
   * @param key an idempotency key, which makes it harmless to send the publish again; null for none
   * @return completes when the message is in the server's log; exceptionally with {@link
   *     PushRefusedException} if the server rejected it, with another {@link IOException} if the
   *     connection was not there or broke before the response. Cancelling it frees what the publish
   *     holds.
   */
  CompletionStage<PublishResult> publish(String topic, String data, @Nullable String key);

  /**
   * Maximum number of publishes without a response. More than 1 only if the server processes them
   * in the order in which they were sent, also across two successive connections.
   */
  default int publishWindow() {
    return 1;
  }

  /**
   * Ends the attempt in progress, so that the channel makes another one with other topics. May be
   * called from any thread; never blocks. A connection that does not override it applies the change
   * with its next event.
   */
  default void restart() {}

  /**
   * Ends the attempt under way and all later ones at once, fails what is being published, and frees
   * what the connection holds. From any thread, the receiver's included; never blocks; again does
   * nothing.
   */
  @Override
  void close();
}
