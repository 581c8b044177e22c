package io.pushchannel.sse;

import io.pushchannel.Cursor;
import io.pushchannel.PublishResult;
import io.pushchannel.PushOptions;
import io.pushchannel.http.HttpCalls;
import io.pushchannel.http.Responses;
import io.pushchannel.spi.PushConnection;
import io.pushchannel.spi.Receiver;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.sse.EventSourceListener;
import okhttp3.sse.EventSources;
import okio.Okio;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/** The client half: sends one request, and reads events until the response ends. */
final class SseConnection implements PushConnection {

  private final HttpCalls calls;
  private final PushOptions options;

  SseConnection(URI base, PushOptions options, OkHttpClient client) {
    this.calls = new HttpCalls(base, options, client, options.heartbeat().multipliedBy(2));
    this.options = options;
  }

  @Override
  public void run(Set<String> topics, Cursor after, Receiver receiver) throws IOException {
    Request request =
        calls
            .read("sse", topics, after, Map.of())
            .header("Accept", "text/event-stream")
            .header("Accept-Encoding", "identity") // what zips on the way holds events back
            .header("Cache-Control", "no-cache")
            .build();
    calls.stream(request, (response, opened) -> read(response, receiver, opened));
  }

  @Override
  public CompletionStage<PublishResult> publish(String topic, String data, @Nullable String key) {
    return calls.publish(topic, data, key);
  }

  @Override
  public void restart() {
    calls.restart();
  }

  @Override
  public void close() {
    calls.close();
  }

  private void read(Response response, Receiver receiver, Runnable opened) throws IOException {
    Responses.require(response, "text/event-stream");
    EventStreamSource stream = new EventStreamSource(response.body().source());
    Timeout silence = response.body().source().timeout();
    SseEvents events = new SseEvents(receiver, opened, silence, options.heartbeat());
    parse(response, stream, events);
    if (!events.goodbyeReceived() && stream.pause() != EventStreamSource.NOT_SENT) {
      receiver.retryAfter(Duration.ofMillis(stream.pause()));
    }
    events.rethrow();
    if (!events.goodbyeReceived()) {
      throw new EOFException("the server ended the stream without a goodbye");
    }
  }

  /** Parses on this thread, from a source that okhttp-sse can read. */
  static void parse(Response response, EventStreamSource stream, EventSourceListener events) {
    ResponseBody body = ResponseBody.create(Okio.buffer(stream), response.body().contentType(), -1);
    EventSources.processResponse(response.newBuilder().body(body).build(), events);
  }
}
