package io.pushchannel.sse;

import io.pushchannel.Cursor;
import io.pushchannel.Message;
import io.pushchannel.check.Excerpt;
import io.pushchannel.check.PlainTime;
import io.pushchannel.spi.Receiver;
import io.pushchannel.wire.Json;
import io.pushchannel.wire.JsonMessage;
import io.pushchannel.wire.ProtocolViolationException;
import io.pushchannel.wire.ServerEvent;
import io.pushchannel.wire.ServerEventDecoder;
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

/** Converts each event to a call of the receiver. Called by okhttp-sse on the attempt's thread. */
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
    ServerEvent event =
        type.startsWith("$") ? control(type.substring(1), data) : message(id, type, data);
    if (event instanceof ServerEvent.MessageReceived received) {
      receiver.message(received.message());
    } else if (event instanceof ServerEvent.Opened opened) {
      open(opened);
    } else if (event instanceof ServerEvent.GapAnnounced announced) {
      receiver.gap(announced.gap());
    } else if (event instanceof ServerEvent.Goodbye bye) {
      bye(bye);
    }
  }

  /** Does not parse an event of a later version of the protocol, whose data may not be JSON. */
  private static ServerEvent control(String name, String data) throws IOException {
    return ServerEventDecoder.isKnown(name)
        ? ServerEventDecoder.readControl(name, Json.read(data, OBJECT))
        : new ServerEvent.Unknown(name);
  }

  private void open(ServerEvent.Opened opened) {
    if (opened.allowedSilence() != null) {
      allow(opened.allowedSilence());
    }
    receiver.opened(opened.cursor());
    isOpen = true;
  }

  /** Reads a goodbye. Before the stream has opened it means that the attempt has failed. */
  private void bye(ServerEvent.Goodbye bye) throws IOException {
    goodbyeReceived = true;
    if (isOpen || bye.retry() != null) {
      receiver.retryAfter(bye.pause());
    }
    if (!isOpen) {
      throw new IOException("the server opened no stream: " + Excerpt.of(bye.reason()));
    }
  }

  private static ServerEvent message(@Nullable String id, String type, String data)
      throws IOException {
    if (id == null) {
      throw new ProtocolViolationException(
          "an event must have an id, had none on " + Excerpt.of(type));
    }
    int mark = id.lastIndexOf(EventStreamSource.AT_MARK);
    if (mark < 0) {
      return new ServerEvent.MessageReceived(new Message(JsonMessage.numbered(id), type, data));
    }
    Instant time = JsonMessage.time(id.substring(mark + EventStreamSource.AT_MARK.length()));
    Cursor cursor = JsonMessage.numbered(id.substring(0, mark));
    return new ServerEvent.MessageReceived(new Message(cursor, type, data, time));
  }

  private void allow(Duration newAllowed) {
    allowed = newAllowed;
    silence.timeout(allowed.toMillis(), TimeUnit.MILLISECONDS);
  }
}
