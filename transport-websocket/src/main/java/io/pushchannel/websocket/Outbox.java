package io.pushchannel.websocket;

import io.pushchannel.PublishResult;
import io.pushchannel.spi.Unanswered;
import io.pushchannel.spi.WireBuffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What is being published: each text from the call until the server's answer. When a connection
 * breaks, what is unanswered goes out again on the next, in the same order; each has a key, so that
 * none is published twice. Called from any thread.
 */
final class Outbox {

  /** Sends a text frame. Never blocks: it is called under the lock, which keeps the order. */
  @FunctionalInterface
  interface Sender {
    void send(byte[] utf8);
  }

  private record Waiting(byte[] command, CompletableFuture<PublishResult> answer) {}

  private final Duration patience;
  private final Object lock = new Object();
  private final Map<String, Waiting> waiting = new LinkedHashMap<>();
  private final Unanswered unanswered = new Unanswered();
  private @Nullable Sender sender;
  private long lastRef;
  private boolean closed;

  /** Waits {@code patience} for each answer, whether there is a connection meanwhile or not. */
  Outbox(Duration patience) {
    this.patience = patience;
  }

  /**
   * Sends now or on the next connection. The stage completes on no thread of the channel, so that
   * who waits there for another publish can't wait for himself.
   */
  CompletionStage<PublishResult> publish(String topic, String data, @Nullable String key) {
    CompletableFuture<PublishResult> published = new CompletableFuture<>();
    CompletableFuture<PublishResult> answer = new CompletableFuture<>();
    answer.whenCompleteAsync((result, failure) -> complete(published, result, failure));
    try {
      String ref = add(topic, data, key == null ? UUID.randomUUID().toString() : key, answer);
      answer.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
      answer.whenComplete((result, failure) -> take(ref));
    } catch (IOException | IllegalArgumentException e) {
      answer.completeExceptionally(e);
    }
    return published;
  }

  /** The server is ready: everything unanswered goes out, and from now on what is published. */
  void connected(Sender newSender) {
    synchronized (lock) {
      sender = newSender;
      waiting.values().forEach(each -> newSender.send(each.command));
    }
  }

  void disconnected() {
    synchronized (lock) {
      sender = null;
    }
  }

  void published(String ref, PublishResult result) {
    Waiting answered = take(ref);
    if (answered != null) {
      answered.answer.complete(result);
    }
  }

  /** Fails one: the server has refused it. */
  void refused(String ref, IOException failure) {
    Waiting answered = take(ref);
    if (answered != null) {
      answered.answer.completeExceptionally(failure);
    }
  }

  /** Fails all that is unanswered. */
  void failAll(IOException failure) {
    List<Waiting> failed;
    synchronized (lock) {
      failed = new ArrayList<>(waiting.values());
    }
    failed.forEach(each -> each.answer.completeExceptionally(failure));
  }

  /** Fails all that is unanswered, and whatever is published from now on. */
  void close() {
    synchronized (lock) {
      closed = true;
    }
    failAll(new IOException("the channel was closed before the server answered the publish"));
  }

  private String add(String topic, String data, String key, CompletableFuture<PublishResult> answer)
      throws IOException {
    requireUnicode(topic);
    requireUnicode(data);
    requireUnicode(key);
    synchronized (lock) {
      String ref = Long.toString(lastRef + 1);
      byte[] command = command(ref, topic, data, key);
      requireOpen();
      unanswered.add(command.length);
      lastRef++;
      waiting.put(ref, new Waiting(command, answer));
      if (sender != null) {
        sender.send(command);
      }
      return ref;
    }
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("the channel is closed");
    }
  }

  private @Nullable Waiting take(String ref) {
    synchronized (lock) {
      Waiting taken = waiting.remove(ref);
      if (taken != null) {
        unanswered.remove(taken.command.length);
      }
      return taken;
    }
  }

  private void complete(
      CompletableFuture<PublishResult> published,
      @Nullable PublishResult result,
      @Nullable Throwable failure) {
    if (failure instanceof TimeoutException) {
      published.completeExceptionally(
          new IOException("expected an answer to the publish within " + patience + ", got none"));
    } else if (failure != null) {
      published.completeExceptionally(failure);
    } else {
      published.complete(result);
    }
  }

  private static byte[] command(String ref, String topic, String data, String key) {
    return new WireBuffer()
        .utf8("{\"publish\":{\"ref\":\"")
        .utf8(ref)
        .utf8("\",\"topic\":")
        .jsonString(topic)
        .utf8(",\"data\":")
        .jsonString(data)
        .utf8(",\"key\":")
        .jsonString(key)
        .utf8("}}")
        .toByteArray();
  }

  private static void requireUnicode(String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException("expected valid Unicode, got half a surrogate pair");
    }
  }
}
