package io.pushchannel.longpoll;

import io.pushchannel.Cursor;
import io.pushchannel.PublishResult;
import io.pushchannel.PushOptions;
import io.pushchannel.http.HttpCalls;
import io.pushchannel.http.Responses;
import io.pushchannel.spi.Batch;
import io.pushchannel.spi.PushConnection;
import io.pushchannel.spi.Receiver;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The client half: requests the messages after the cursor, and polls again after each response. */
final class LongPollConnection implements PushConnection {

  private static final Map<String, String> AT_ONCE = Map.of("wait", "0");

  private final HttpCalls calls;
  private final Map<String, String> held;
  private final EmptyPollBackoff empty;
  private final Semaphore wake = new Semaphore(0);
  private Cursor cursor = Cursor.LATEST;

  LongPollConnection(URI base, PushOptions options, OkHttpClient client, Duration wait) {
    // the response may be under way when the wait is over
    this.calls = new HttpCalls(base, options, client, wait.plus(options.heartbeat()));
    this.held = Map.of("wait", Long.toString(wait.toMillis()));
    this.empty = new EmptyPollBackoff(wait, System::nanoTime);
  }

  @Override
  public void run(Set<String> topics, Cursor after, Receiver receiver)
      throws IOException, InterruptedException {
    cursor = after;
    wake.drainPermits(); // of an earlier attempt; the calls fail if the connection is closed
    poll(
        topics, AT_ONCE,
        receiver); // confirms at once that the server responds; a held poll would confirm it late
    empty.reset();
    do {
      empty.requested();
      poll(topics, held, receiver);
    } while (!wake.tryAcquire(empty.pauseMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public CompletionStage<PublishResult> publish(String topic, String data, @Nullable String key) {
    return calls.publish(topic, data, key);
  }

  @Override
  public void restart() {
    wake.release();
    calls.restart();
  }

  @Override
  public void close() {
    calls.close();
    wake.release();
  }

  private void poll(Set<String> topics, Map<String, String> parameters, Receiver receiver)
      throws IOException {
    Request request = calls.read("longpoll", topics, cursor, parameters).build();
    calls.execute(request, response -> read(response, receiver));
  }

  private void read(Response response, Receiver receiver) throws IOException {
    Responses.require(response, "application/json");
    Batch batch = Batch.parse(Responses.body(response)).requireAnswerTo(cursor);
    batch.deliver(receiver);
    empty.received(!batch.isProgress(cursor));
    cursor = batch.cursor();
  }
}
