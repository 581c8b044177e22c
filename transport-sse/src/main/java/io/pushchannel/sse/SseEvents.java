package io.pushchannel.sse;

import io.pushchannel.Cursor;
import io.pushchannel.Message;
import io.pushchannel.check.Excerpt;
import io.pushchannel.check.PlainTime;
import io.pushchannel.spi.Receiver;
import io.pushchannel.wire.Control;
import io.pushchannel.wire.Json;
import io.pushchannel.wire.JsonMessage;
import io.pushchannel.wire.ProtocolViolationException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import okhttp3.Response;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import okio.Timeout;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes of each event what it means. Called by okhttp-sse on the attempt's thread. */
final class SseEvents extends EventSourceListener {

  private static final String OBJECT = "an object in a control event";

  private final Receiver receiver;
  private final Runnable opened;
  private final Timeout silence;
  private boolean isOpen;
  private Duration allowed;
  private boolean goodbyeReceived;
  private @Nullable Throwable failure;

  /**
   * Reads events.
   *
   * @param opened called with the first event
   * @param silence maximum time without data; set from the announced heartbeat
   * @param heartbeat expected until the server announces its own
   */
  SseEvents(Receiver receiver, Runnable opened, Timeout silence, Duration heartbeat) {
    this.receiver = receiver;
    this.opened = opened;
    this.silence = silence;
    this.allowed = heartbeat.multipliedBy(2);
    allow(allowed);
  }

  boolean goodbyeReceived() {
    return goodbyeReceived;
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
    if (failure != null || goodbyeReceived) {
      return;
    }
    opened.run();
    try {
      dispatch(id, type == null ? "message" : type, data);
    } catch (IOException | RuntimeException e) {
      failure = e;
    }
    if (failure != null || goodbyeReceived) {
      source.cancel(); // whether the server ends the stream or not
    }
  }

  @Override
  public void onFailure(
      EventSource source, @Nullable Throwable cause, @Nullable Response response) {
    if (failure == null && !goodbyeReceived) { // after a goodbye the failure is our own cancel
      failure =
          cause == null ? new IOException("the event stream could not be read") : named(cause);
    }
  }

  /** A timeout with the limit that holds, which the server announced. */
  private Throwable named(Throwable cause) {
    return cause instanceof SocketTimeoutException
        ? new SocketTimeoutException("no data from the server within " + PlainTime.of(allowed))
            .initCause(cause)
        : cause;
  }

  private void dispatch(@Nullable String id, String type, String data) throws IOException {
    switch (type) {
      case "$open" -> open(Json.read(data, OBJECT));
      case "$gap" -> receiver.gap(JsonMessage.readGap(Json.read(data, OBJECT)));
      case "$bye" -> bye(Json.read(data, OBJECT));
      default -> message(id, type, data);
    }
  }

  private void open(JsonNode open) throws IOException {
    Duration allowed = Control.allowedSilence(open);
    if (allowed != null) {
      allow(allowed);
    }
    receiver.opened(Control.cursor(open));
    isOpen = true;
  }

  /** Reads a goodbye. Before the stream has opened it means that the attempt has failed. */
  private void bye(JsonNode bye) throws IOException {
    goodbyeReceived = true;
    if (isOpen || bye.has("retry")) {
      receiver.retryAfter(Control.retry(bye));
    }
    if (!isOpen) {
      throw new IOException(
          "the server opened no stream: "
              + Excerpt.of(
                  bye.path("status").asString("") + ' ' + bye.path("detail").asString("")));
    }
  }

  private void message(@Nullable String id, String type, String data) throws IOException {
    if (type.startsWith("$")) {
      return; // an event of a later version of the protocol, which this version may ignore
    }
    if (id == null) {
      throw new ProtocolViolationException(
          "expected an event with an id, got none on " + Excerpt.of(type));
    }
    int mark = id.lastIndexOf(EventStreamSource.AT_MARK);
    if (mark < 0) {
      receiver.message(new Message(JsonMessage.numbered(id), type, data));
    } else {
      Instant time = JsonMessage.time(id.substring(mark + EventStreamSource.AT_MARK.length()));
      Cursor cursor = JsonMessage.numbered(id.substring(0, mark));
      receiver.message(new Message(cursor, type, data, time));
    }
  }

  private void allow(Duration newAllowed) {
    allowed = newAllowed;
    silence.timeout(allowed.toMillis(), TimeUnit.MILLISECONDS);
  }
}
