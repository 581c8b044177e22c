package io.pushchannel.websocket;

import io.pushchannel.PublishResult;
import io.pushchannel.spi.JsonMessage;
import io.pushchannel.spi.PushFailure;
import io.pushchannel.spi.WireBuffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is being published and not answered yet. Each has a key, one of its own if the application
 * gave none, so that it can be sent again on the next connection when this one breaks: neither lost
 * nor doubled. Thread-safe.
 */
final class Publishes implements AutoCloseable {

  private static final int MAX_UNANSWERED = 1024;

  private record Publish(String frame, CompletableFuture<PublishResult> result) {}

  private final Duration timeout;
  private final Map<String, Publish> unanswered = new LinkedHashMap<>();
  private @Nullable WebSocketAttempt connection;
  private long lastRef;
  private boolean closed;

  /** Publishes that fail when they are not answered within {@code timeout}. */
  Publishes(Duration timeout) {
    this.timeout = timeout;
  }

  CompletionStage<PublishResult> publish(String topic, String data, @Nullable String key) {
    CompletableFuture<PublishResult> result = new CompletableFuture<>();
    Publish publish;
    WebSocketAttempt open;
    synchronized (this) {
      if (closed || unanswered.size() >= MAX_UNANSWERED) {
        return CompletableFuture.failedFuture(
            new IOException(
                closed
                    ? "the channel is closed"
                    : "expected at most " + MAX_UNANSWERED + " publishes under way"));
      }
      String ref = Long.toString(++lastRef);
      publish = new Publish(frame(ref, topic, data, key), result);
      unanswered.put(ref, publish);
      result.whenComplete((done, failure) -> forget(ref));
      open = connection;
    }
    result.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    if (open != null) {
      send(open, publish);
    }
    return result.exceptionallyCompose(Publishes::describe);
  }

  /** The connection is open: what is unanswered is sent, again if need be. */
  void connected(WebSocketAttempt opened) {
    List<Publish> waiting;
    synchronized (this) {
      connection = opened;
      waiting = List.copyOf(unanswered.values());
    }
    waiting.forEach(publish -> send(opened, publish));
  }

  synchronized void disconnected(WebSocketAttempt ended) {
    if (connection == ended) {
      connection = null;
    }
  }

  void published(JsonNode answer) throws IOException {
    Publish publish = find(answer);
    if (publish != null) {
      publish.result.complete(new PublishResult(JsonMessage.readCursor(answer, "id"), false));
    }
  }

  void refused(JsonNode answer) throws IOException {
    Publish publish = find(answer);
    if (publish != null) {
      publish.result.completeExceptionally(
          new PushFailure(
              answer.path("status").asInt(0), JsonMessage.text(answer, "reason"), null));
    }
  }

  @Override
  public void close() {
    List<Publish> abandoned;
    synchronized (this) {
      closed = true;
      abandoned = List.copyOf(unanswered.values());
    }
    abandoned.forEach(
        publish -> publish.result.completeExceptionally(new IOException("the channel is closed")));
  }

  private synchronized void forget(String ref) {
    unanswered.remove(ref);
  }

  private synchronized @Nullable Publish find(JsonNode answer) {
    return unanswered.get(answer.path("ref").asString(""));
  }

  private static void send(WebSocketAttempt connection, Publish publish) {
    try {
      connection.send(publish.frame);
    } catch (WebsocketNotConnectedException e) {
      // it is sent again on the next connection
    }
  }

  private static CompletionStage<PublishResult> describe(Throwable failure) {
    return CompletableFuture.failedFuture(
        failure instanceof TimeoutException
            ? new IOException("the publish was not answered in time", failure)
            : failure);
  }

  private static String frame(String ref, String topic, String data, @Nullable String key) {
    WireBuffer out = new WireBuffer().utf8("{\"publish\":{\"ref\":").jsonString(ref);
    out.utf8(",\"topic\":").jsonString(topic).utf8(",\"data\":").jsonString(data);
    out.utf8(",\"key\":").jsonString(key == null ? UUID.randomUUID().toString() : key);
    return new String(out.utf8("}}").toByteArray(), StandardCharsets.UTF_8);
  }
}
