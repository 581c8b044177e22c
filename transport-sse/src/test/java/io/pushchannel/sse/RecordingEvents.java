package io.pushchannel.sse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Response;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import org.jspecify.annotations.Nullable;

/** Hears through our source, and keeps what it hears: type, id and data of each event. */
final class RecordingEvents extends EventSourceListener {

  private final List<List<String>> events = new ArrayList<>();
  private @Nullable Throwable failure;

  /** Hears all of {@code answer}. */
  static EventStream.Heard hear(Response answer) throws IOException {
    EventStreamSource source = new EventStreamSource(answer.body().source());
    RecordingEvents heard = new RecordingEvents();
    SseConnection.parse(answer, source, heard);
    if (heard.failure != null) {
      throw new IOException(heard.failure.getMessage(), heard.failure);
    }
    return new EventStream.Heard(heard.events, source.retry());
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
