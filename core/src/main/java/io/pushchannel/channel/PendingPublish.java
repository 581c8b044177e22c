package io.pushchannel.channel;

import io.pushchannel.PublishResult;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One publish from the call until its result. It always has an idempotency key, so that sending it
 * again never publishes it twice. The mutable fields are guarded by {@link PendingPublishes}.
 */
final class PendingPublish {

  final long number;
  final String topic;
  final String data;
  final String key;
  final int bytes;
  final long enqueuedAt;
  private final CompletableFuture<PublishResult> result = new CompletableFuture<>();

  boolean wasSent;
  boolean refreshed;
  @Nullable CompletableFuture<PublishResult> response;
  @Nullable Throwable lastFailure;

  PendingPublish(long number, String topic, String data, @Nullable String key, long now) {
    this.number = number;
    this.topic = topic;
    this.data = data;
    this.key = key == null ? UUID.randomUUID().toString() : key;
    this.bytes = data.getBytes(StandardCharsets.UTF_8).length;
    this.enqueuedAt = now;
  }

  CompletionStage<PublishResult> result() {
    return result;
  }

  /**
   * Completes the stage of the caller, on a thread that belongs to no channel: code that runs there
   * may wait for another publish.
   */
  void complete(@Nullable PublishResult published, @Nullable Throwable failure) {
    CompletableFuture.runAsync(
        () -> {
          if (failure == null) {
            result.complete(published);
          } else {
            result.completeExceptionally(failure);
          }
        });
  }
}
