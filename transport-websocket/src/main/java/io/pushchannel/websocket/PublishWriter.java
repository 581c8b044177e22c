package io.pushchannel.websocket;

import io.pushchannel.PublishResult;
import io.pushchannel.wire.WireBuffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The publishes that were sent on the current connection and have no response, by their {@code
 * ref}. They fail when the connection ends; the channel sends them again on the next. May be called
 * from any thread.
 */
final class PublishWriter {

  /** Sends a text frame. Never blocks: it is called under the lock, which keeps the order. */
  @FunctionalInterface
  interface Sender {
    void send(byte[] utf8);
  }

  private record Sent(CompletableFuture<PublishResult> response, int length) {}

  private final Object lock = new Object();
  private final Map<String, Sent> unanswered = new LinkedHashMap<>();
  private @Nullable Sender sender;
  private long lastRef;
  private volatile boolean hasUnanswered;

  /** Sends one publish, or fails if there is no open connection. Never blocks. */
  CompletionStage<PublishResult> publish(String topic, String data, @Nullable String key) {
    CompletableFuture<PublishResult> response = new CompletableFuture<>();
    String ref;
    synchronized (lock) {
      if (sender == null) {
        return CompletableFuture.failedFuture(new IOException("there is no open connection"));
      }
      ref = Long.toString(++lastRef);
      byte[] command = command(ref, topic, data, key);
      unanswered.put(ref, new Sent(response, command.length));
      hasUnanswered = true;
      sender.send(command);
    }
    response.whenComplete((result, failure) -> take(ref));
    return response;
  }

  /** Returns whether a publish has no response. Takes no lock. */
  boolean hasUnanswered() {
    return hasUnanswered;
  }

  /** The server is ready for publishes. */
  void connected(Sender newSender) {
    synchronized (lock) {
      sender = newSender;
    }
  }

  /** The connection has ended: fails everything without a response. */
  void disconnected() {
    synchronized (lock) {
      sender = null;
    }
    failAll(new IOException("the connection ended before the server confirmed the publish"));
  }

  void published(String ref, PublishResult result) {
    CompletableFuture<PublishResult> response = take(ref);
    if (response != null) {
      response.complete(result);
    }
  }

  /** Fails one: the server has rejected it. */
  void refused(String ref, IOException failure) {
    CompletableFuture<PublishResult> response = take(ref);
    if (response != null) {
      response.completeExceptionally(failure);
    }
  }

  /**
   * Handles a close that the server sent because of a frame of this client. Fails the largest
   * frame, because the size is all that the client cannot check. The others are sent again.
   */
  void failLargest(IOException failure) {
    Sent largest;
    synchronized (lock) {
      largest =
          unanswered.values().stream().max(Comparator.comparingInt(Sent::length)).orElse(null);
    }
    if (largest != null) {
      largest.response.completeExceptionally(failure);
    }
  }

  private void failAll(IOException failure) {
    List<Sent> failed;
    synchronized (lock) {
      failed = new ArrayList<>(unanswered.values());
    }
    failed.forEach(each -> each.response.completeExceptionally(failure));
  }

  private @Nullable CompletableFuture<PublishResult> take(String ref) {
    synchronized (lock) {
      Sent sent = unanswered.remove(ref);
      hasUnanswered = !unanswered.isEmpty();
      return sent == null ? null : sent.response;
    }
  }

  private static byte[] command(String ref, String topic, String data, @Nullable String key) {
    WireBuffer out =
        new WireBuffer()
            .utf8("{\"publish\":{\"ref\":\"")
            .utf8(ref)
            .utf8("\",\"topic\":")
            .jsonString(topic)
            .utf8(",\"data\":")
            .jsonString(data);
    if (key != null) {
      out.utf8(",\"key\":").jsonString(key);
    }
    return out.utf8("}}").toByteArray();
  }
}
