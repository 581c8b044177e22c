package io.pushchannel;

import java.util.concurrent.CompletionStage;

/** A listener that reads topics of a bus in the same process. All methods are thread-safe. */
public interface BusSubscription extends AutoCloseable {

  /** Returns the position after the last message that was delivered. */
  Cursor cursor();

  /**
   * Completes after {@link PushListener#onClosed}: when the subscription or the bus was closed, or
   * the listener failed.
   */
  CompletionStage<CloseResult> closed();

  /** Ends the subscription. Returns immediately. A call in progress may finish. Idempotent. */
  @Override
  void close();
}
