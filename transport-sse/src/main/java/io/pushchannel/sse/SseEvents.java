package io.pushchannel.sse;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.spi.Json;
import io.pushchannel.spi.JsonMessage;
import io.pushchannel.spi.Receiver;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Response;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import okio.Timeout;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Makes of each event what it means. Called by okhttp-sse on the attempt's thread. */
final class SseEvents extends EventSourceListener {

  private final Receiver receiver;
  private final Timeout silence;
  private boolean saidBye;
  private @Nullable Throwable failure;

  /**
   * Hears events.
   *
   * @param silence how long the connection may be silent; set from the announced heartbeat
   * @param heartbeat what to expect until one is announced
   */
  SseEvents(Receiver receiver, Timeout silence, Duration heartbeat) {
    this.receiver = receiver;
    this.silence = silence;
    expect(heartbeat.toMillis());
  }

  boolean saidBye() {
    return saidBye;
  }

  /** Throws what ended the events, if anything did but their end. */
  void rethrow() throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    } else if (failure instanceof RuntimeException e) {
      throw e;
    } else if (failure instanceof Error e) {
      throw e;
    }
  }

  @Override
  public void onEvent(EventSource source, @Nullable String id, @Nullable String type, String data) {
    if (failure != null || saidBye) {
      return;
    }
    try {
      heard(id, type == null ? "message" : type, data);
    } catch (IOException | RuntimeException e) {
      failure = e;
      source.cancel();
    }
  }

  @Override
  public void onFailure(
      EventSource source, @Nullable Throwable cause, @Nullable Response response) {
    if (failure == null) {
      failure = cause == null ? new IOException("the event stream could not be read") : cause;
    }
  }

  private void heard(@Nullable String id, String type, String data) throws IOException {
    switch (type) {
      case "$open" -> open(json(data));
      case "$gap" -> receiver.gap(gap(json(data)));
      case "$bye" -> bye(json(data));
      default -> receiver.message(new Message(cursor(id), type, data));
    }
  }

  private void open(JsonNode open) throws IOException {
    expect(open.path("heartbeat").asLong(0));
    receiver.opened(Cursor.parseLeniently(JsonMessage.text(open, "cursor")));
  }

  private static Gap gap(JsonNode gap) throws IOException {
    return JsonMessage.readGap(gap);
  }

  private void bye(JsonNode bye) {
    saidBye = true;
    receiver.retryAfter(Duration.ofMillis(bye.path("retry").asLong(0)));
  }

  private void expect(long heartbeatMillis) {
    if (heartbeatMillis > 0) {
      silence.timeout(2 * heartbeatMillis, TimeUnit.MILLISECONDS);
    }
  }

  private static Cursor cursor(@Nullable String id) throws IOException {
    try {
      return Cursor.parse(String.valueOf(id));
    } catch (IllegalArgumentException e) {
      throw new IOException("an event without an id that is a cursor: " + e.getMessage(), e);
    }
  }

  private static JsonNode json(String data) throws IOException {
    try {
      return Json.MAPPER.readTree(data);
    } catch (JacksonException e) {
      throw new IOException("expected JSON in a control event, got \"" + data + '"', e);
    }
  }
}
