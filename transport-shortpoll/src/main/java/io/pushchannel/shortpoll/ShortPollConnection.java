package io.pushchannel.shortpoll;

import io.pushchannel.Cursor;
import io.pushchannel.PublishResult;
import io.pushchannel.PushOptions;
import io.pushchannel.http.HttpCalls;
import io.pushchannel.http.Responses;
import io.pushchannel.spi.Batch;
import io.pushchannel.spi.BatchFormat;
import io.pushchannel.spi.PushConnection;
import io.pushchannel.spi.Receiver;
import io.pushchannel.wire.Position;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The client half: requests the messages after the cursor at a fixed rate. After a full batch it
 * polls immediately, because more messages are available.
 */
final class ShortPollConnection implements PushConnection {

  private final HttpCalls calls;
  private final PollSchedule schedule;
  private final Semaphore wake = new Semaphore(0);
  private Cursor cursor = Cursor.LATEST;
  private boolean progressed;
  private boolean full;

  ShortPollConnection(URI base, PushOptions options, OkHttpClient client, PollSchedule schedule) {
    this.calls = new HttpCalls(base, options, client, options.heartbeat());
    this.schedule = schedule;
  }

  @Override
  public void run(Set<String> topics, Cursor after, Receiver receiver)
      throws IOException, InterruptedException {
    cursor = after;
    schedule.start();
    wake.drainPermits(); // of an earlier attempt; the calls fail if the connection is closed
    do {
      Request.Builder request = calls.read("shortpoll", topics, cursor, Map.of());
      if (Position.of(cursor).isNumbered()) {
        request.header("If-None-Match", '"' + cursor.toString() + '"');
      }
      calls.execute(request.build(), response -> read(response, receiver));
    } while (!wake.tryAcquire(full ? 0 : schedule.untilNext(progressed), TimeUnit.NANOSECONDS));
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

  private void read(Response response, Receiver receiver) throws IOException {
    progressed = false;
    full = false;
    if (response.code() == 304 && response.request().header("If-None-Match") != null) {
      receiver.opened(cursor);
      return;
    }
    Responses.require(response, "application/json");
    byte[] body = Responses.body(response);
    Batch batch = Batch.parse(body).requireAnswerTo(cursor);
    batch.deliver(receiver);
    progressed = batch.isProgress(cursor);
    full = progressed && BatchFormat.isFull(batch.messages().size(), body.length);
    cursor = batch.cursor();
  }
}
