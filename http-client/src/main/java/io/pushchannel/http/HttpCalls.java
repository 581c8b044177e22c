package io.pushchannel.http;

import io.pushchannel.Cursor;
import io.pushchannel.PublishResult;
import io.pushchannel.PushOptions;
import java.io.IOException;
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
  private final OkHttpClient reading;
  private final OkHttpClient publishing;
  private final Unanswered unanswered = new Unanswered();
  private final Set<Call> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** What to make of an answer, on the caller's thread. The answer is closed afterwards. */
  @FunctionalInterface
  public interface AnswerReader {
    /** Reads {@code answer}, of any status. */
    void read(Response answer) throws IOException;
  }

  /**
   * Calls to the server at {@code base}.
   *
   * @param client whose pools, proxies, TLS and interceptors to use
   * @param silence how long a read may wait for the head of an answer, and for each next byte
   */
  public HttpCalls(URI base, PushOptions options, OkHttpClient client, Duration silence) {
    this.base = HttpUrl.get(base);
    this.options = options;
    this.publishing =
        client
            .newBuilder()
            .connectTimeout(options.connectTimeout())
            .writeTimeout(options.connectTimeout())
            .readTimeout(options.connectTimeout())
            .build();
    this.reading = publishing.newBuilder().readTimeout(silence).build();
  }

  /**
   * A request to read {@code topics} by the transport of that name.
   *
   * @param parameters further query parameters
   */
  public Request.Builder read(
      String transport, Collection<String> topics, Cursor after, Map<String, String> parameters) {
    HttpUrl.Builder url = at(transport);
    topics.forEach(topic -> url.addQueryParameter("topic", topic));
    url.addQueryParameter("after", after.toString());
    parameters.forEach(url::addQueryParameter);
    return to(url.build());
  }

  /**
   * Makes a call on this thread.
   *
   * @throws IOException if the connection broke, could not be made, or fell silent, or {@code
   *     reader} threw it
   */
  public void execute(Request request, AnswerReader reader) throws IOException {
    Call call = reading.newCall(request);
    underWay.add(call);
    try (Response answer = executeUnlessClosed(call)) {
      reader.read(answer);
    } finally {
      underWay.remove(call);
    }
  }

  /**
   * Publishes by {@code POST /push/publish}, in the background. Without a key it makes one up:
   * OkHttp may send a request again whose connection broke, and that must not publish twice. What
   * is one too many while others are unanswered fails at once.
   */
  public CompletionStage<PublishResult> publish(String topic, String data, @Nullable String key) {
    byte[] body = data.getBytes(StandardCharsets.UTF_8);
    Request request =
        to(at("publish").addQueryParameter("topic", topic).build())
            .header("Idempotency-Key", key == null ? UUID.randomUUID().toString() : key)
            .post(RequestBody.create(body, TEXT))
            .build();
    if (!unanswered.add(body.length)) {
      return CompletableFuture.failedFuture(new IOException(Unanswered.refusal()));
    }
    CompletableFuture<PublishResult> published = new CompletableFuture<>();
    Call call = publishing.newCall(request);
    underWay.add(call);
    call.enqueue(new PublishCallback(published, body.length));
    if (closed) {
      call.cancel();
    }
    return published;
  }

  /** Ends every call under way. Calls made afterwards fail. Never blocks. */
  @Override
  public void close() {
    closed = true;
    underWay.forEach(Call::cancel);
  }

  private Response executeUnlessClosed(Call call) throws IOException {
    if (closed) {
      throw new IOException("the channel is closed");
    }
    return call.execute();
  }

  private HttpUrl.Builder at(String segment) {
    String path = base.encodedPath();
    return base.newBuilder()
        .encodedPath(path.endsWith("/") ? path + segment : path + '/' + segment);
  }

  private Request.Builder to(HttpUrl url) {
    Request.Builder request = new Request.Builder().url(url);
    options.headers().forEach(request::header);
    return request;
  }

  /** Completes a publish by what the server answers. */
  private final class PublishCallback implements Callback {
    private final CompletableFuture<PublishResult> published;
    private final int bytes;

    PublishCallback(CompletableFuture<PublishResult> published, int bytes) {
      this.published = published;
      this.bytes = bytes;
    }

    @Override
    public void onResponse(Call call, Response response) {
      underWay.remove(call);
      unanswered.remove(bytes);
      try (response) {
        published.complete(Answers.readPublished(response));
      } catch (IOException e) {
        published.completeExceptionally(e);
      }
    }

    @Override
    public void onFailure(Call call, IOException e) {
      underWay.remove(call);
      unanswered.remove(bytes);
      published.completeExceptionally(e);
    }
  }
}
