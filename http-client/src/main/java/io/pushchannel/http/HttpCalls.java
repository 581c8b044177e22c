package io.pushchannel.http;

import io.pushchannel.Cursor;
import io.pushchannel.PublishResult;
import io.pushchannel.PushOptions;
import io.pushchannel.Topic;
import io.pushchannel.check.Excerpt;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP calls of one connection to one server, by OkHttp: reading on the caller's thread,
 * publishing in the background, and all ended at once by {@link #close} from any thread.
 */
public final class HttpCalls implements AutoCloseable {

  private static final MediaType TEXT = MediaType.get("text/plain; charset=utf-8");

  private final HttpUrl base;
  private final PushOptions options;
  private final Duration silence;
  private final OkHttpClient reading;
  private final OkHttpClient publishing;
  private final Set<Call> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Reads a response on the caller's thread. The response is closed afterwards. */
  @FunctionalInterface
  public interface AnswerReader {
    /** Reads {@code answer}, of any status. */
    void read(Response answer) throws IOException;
  }

  /** Reads a response without end. */
  @FunctionalInterface
  public interface StreamReader {
    /**
     * Reads {@code answer} of any status, and calls {@code opened} when the server has opened the
     * stream.
     */
    void read(Response answer, Runnable opened) throws IOException;
  }

  /**
   * Creates calls to the server at {@code base}.
   *
   * @param client provides pools, proxies, TLS and interceptors. Redirects are not followed: the
   *     application's headers, which may be credentials, go to the named server only
   * @param silence maximum time without data, and until the response headers arrive
   */
  public HttpCalls(URI base, PushOptions options, OkHttpClient client, Duration silence) {
    this.base = HttpUrl.get(base);
    this.options = options;
    this.silence = silence;
    this.publishing =
        client
            .newBuilder()
            .followRedirects(false)
            .followSslRedirects(false)
            .addNetworkInterceptor(
                call -> Responses.withReadablePause(call.proceed(call.request())))
            .connectTimeout(options.connectTimeout())
            .writeTimeout(Duration.ZERO)
            .readTimeout(Duration.ZERO)
            .callTimeout(Duration.ZERO)
            .build();
    this.reading = publishing.newBuilder().readTimeout(silence).build();
  }

  /**
   * A request to read {@code topics} by the transport of that name.
   *
   * @param parameters further query parameters
   * @throws IOException if the supplier of headers fails
   */
  public Request.Builder read(
      String transport, Collection<String> topics, Cursor after, Map<String, String> parameters)
      throws IOException {
    HttpUrl.Builder url = at(transport);
    topics.forEach(topic -> addTopic(topic, url));
    url.addQueryParameter("after", after.toString());
    parameters.forEach(url::addQueryParameter);
    return to(url.build());
  }

  /**
   * Makes a call on this thread. The response headers must arrive within the sum of connect timeout
   * and allowed silence; {@link Responses#body} checks the rate of the body.
   *
   * @throws IOException if the connection could not be made, broke or was silent, or if {@code
   *     reader} threw it
   */
  public void execute(Request request, AnswerReader reader) throws IOException {
    OpenDeadline head =
        new OpenDeadline("response headers", options.connectTimeout().plus(silence));
    execute(
        reading.newCall(request),
        head,
        answer -> {
          head.done();
          reader.read(answer);
        });
  }

  /**
   * Makes a call on this thread with a response without end. The stream must open within the
   * connect timeout: until {@code reader} reports it.
   *
   * @throws IOException as {@link #execute} does
   */
  public void stream(Request request, StreamReader reader) throws IOException {
    OpenDeadline opening = new OpenDeadline("start of the stream", options.connectTimeout());
    execute(reading.newCall(request), opening, answer -> reader.read(answer, opening::done));
  }

  /**
   * Sends {@code POST /push/publish} in the background. Without a key it generates one, because
   * OkHttp may send a request again whose connection broke, and that must not publish twice. There
   * is no time limit on the response: the caller cancels the stage.
   */
  public CompletionStage<PublishResult> publish(String topic, String data, @Nullable String key) {
    Request request;
    try {
      request = publishRequest(topic, data, key == null ? UUID.randomUUID().toString() : key);
    } catch (IllegalArgumentException | IOException e) {
      return CompletableFuture.failedFuture(e);
    }
    Call call = publishing.newCall(request);
    underWay.add(call);
    CompletableFuture<PublishResult> published = new CompletableFuture<>();
    published.whenComplete((result, failure) -> cancelUnlessDone(call, published));
    call.enqueue(new PublishCallback(published));
    if (closed) {
      call.cancel();
    }
    return published;
  }

  /** Ends the calls that read; publishes continue. Never blocks. */
  public void restart() {
    for (Call call : underWay) {
      if (!call.request().method().equals("POST")) {
        call.cancel();
      }
    }
  }

  /** Ends every call under way. Calls made afterwards fail. Never blocks. */
  @Override
  public void close() {
    closed = true;
    underWay.forEach(Call::cancel);
  }

  private void execute(Call call, OpenDeadline opening, AnswerReader reader) throws IOException {
    underWay.add(call);
    opening.start(call::cancel);
    try {
      executeUnlessLate(call, reader);
    } catch (IOException e) {
      throw opening.isLate() ? opening.late(call.request().url(), e) : e;
    } finally {
      opening.done();
      underWay.remove(call);
    }
  }

  private void executeUnlessLate(Call call, AnswerReader reader) throws IOException {
    try (Response answer = executeUnlessClosed(call)) {
      read(answer, reader, call);
    }
  }

  /** Reads a response. Cancels the call if the reader fails, so that the rest is not awaited. */
  private void read(Response answer, AnswerReader reader, Call call) throws IOException {
    boolean isRead = false;
    try {
      reader.read(answer);
      isRead = true;
    } catch (InterruptedIOException e) {
      // a stream may have set another limit; a reader that closed the response names it itself
      long allowed = answer.body().source().timeout().timeoutNanos();
      throw allowed == 0 ? e : timeout(e, call, Duration.ofNanos(allowed));
    } finally {
      if (!isRead) {
        call.cancel();
      }
    }
  }

  private Response executeUnlessClosed(Call call) throws IOException {
    if (closed) {
      throw new IOException("the channel is closed");
    }
    try {
      return call.execute();
    } catch (InterruptedIOException e) {
      throw timeout(e, call, silence);
    } catch (IOException e) {
      throw TimeoutMessages.ofHead(e, call.request().url());
    }
  }

  private static void cancelUnlessDone(Call call, CompletableFuture<PublishResult> published) {
    if (published.isCancelled()) {
      call.cancel();
    }
  }

  private IOException timeout(InterruptedIOException e, Call call, Duration allowed) {
    return TimeoutMessages.ofTimeout(e, call.request().url(), allowed);
  }

  private Request publishRequest(String topic, String data, String key) throws IOException {
    if (!key.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new IllegalArgumentException(
          "key must be of ASCII characters, because it is sent as an HTTP header, was "
              + Excerpt.quoted(key));
    }
    return to(addTopic(topic, at("publish")).build())
        .header("Idempotency-Key", key)
        .post(RequestBody.create(data.getBytes(StandardCharsets.UTF_8), TEXT))
        .build();
  }

  /** Adds a topic as it is: a query may contain all its characters, and the line stays short. */
  private static HttpUrl.Builder addTopic(String topic, HttpUrl.Builder url) {
    return url.addEncodedQueryParameter("topic", Topic.requireValid(topic));
  }

  private HttpUrl.Builder at(String segment) {
    String path = base.encodedPath();
    return base.newBuilder()
        .encodedPath(path.endsWith("/") ? path + segment : path + '/' + segment);
  }

  private Request.Builder to(HttpUrl url) throws IOException {
    Request.Builder request = new Request.Builder().url(url);
    options.currentHeaders().forEach(request::header);
    return request;
  }

  /** Completes a publish from the response of the server. */
  private final class PublishCallback implements Callback {
    private final CompletableFuture<PublishResult> published;

    PublishCallback(CompletableFuture<PublishResult> published) {
      this.published = published;
    }

    @Override
    public void onResponse(Call call, Response response) {
      underWay.remove(call);
      try (response) {
        published.complete(Responses.readPublished(response));
      } catch (IOException e) {
        published.completeExceptionally(e);
      }
    }

    @Override
    public void onFailure(Call call, IOException e) {
      underWay.remove(call);
      published.completeExceptionally(e);
    }
  }
}
