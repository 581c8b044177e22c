package io.pushchannel.sse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Response;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import org.jspecify.annotations.Nullable;

/** Reads through our source, and records type, id and data of each event. */
final class RecordingEvents extends EventSourceListener {

  private final List<List<String>> events = new ArrayList<>();
  private @Nullable Throwable failure;

  /** Reads all of {@code answer}. */
  static EventStream.Received receive(Response answer) throws IOException {
    EventStreamSource source = new EventStreamSource(answer.body().source());
    RecordingEvents received = new RecordingEvents();
    SseConnection.parse(answer, source, received);
    if (received.failure != null) {
      throw new IOException(received.failure.getMessage(), received.failure);
    }
    return new EventStream.Received(received.events, source.retry());
  }

  @Override
  public void onEvent(EventSource source, @Nullable String id, @Nullable String type, String data) {
    events.add(List.of(type == null ? "message" : type, id == null ? "" : id, data));
  }

  @Override
  public void onFailure(
      EventSource source, @Nullable Throwable cause, @Nullable Response response) {
    failure = cause == null ? new IOException("expected a cause") : cause;
  }
}
