package io.pushchannel.shortpoll;

import io.pushchannel.Cursor;
import io.pushchannel.PublishResult;
import io.pushchannel.PushOptions;
import io.pushchannel.http.Answers;
import io.pushchannel.http.HttpCalls;
import io.pushchannel.spi.Batch;
import io.pushchannel.spi.PushConnection;
import io.pushchannel.spi.Receiver;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The client half: asks for what follows the cursor, again and again, at a fixed rate. */
final class ShortPollConnection implements PushConnection {

  private final HttpCalls calls;
  private final PollSchedule schedule;
  private final CountDownLatch closed = new CountDownLatch(1);
  private Cursor cursor = Cursor.LATEST;
  private int heard;

  ShortPollConnection(URI base, PushOptions options, OkHttpClient client, PollSchedule schedule) {
    this.calls = new HttpCalls(base, options, client, options.connectTimeout());
    this.schedule = schedule;
  }

  @Override
  public void run(Set<String> topics, Cursor after, Receiver receiver)
      throws IOException, InterruptedException {
    cursor = after;
    schedule.start();
    do {
      Request.Builder request = calls.read("shortpoll", topics, cursor, Map.of());
      if (cursor.sequence() != Cursor.NO_SEQUENCE) {
        request.header("If-None-Match", '"' + cursor.toString() + '"');
      }
      calls.execute(request.build(), answer -> read(answer, receiver));
    } while (!closed.await(schedule.untilNext(heard > 0), TimeUnit.NANOSECONDS));
  }

  @Override
  public CompletionStage<PublishResult> publish(String topic, String data, @Nullable String key) {
    return calls.publish(topic, data, key);
  }

  @Override
  public void close() {
    closed.countDown();
    calls.close();
  }

  private void read(Response answer, Receiver receiver) throws IOException {
    heard = 0;
    if (answer.code() == 304) {
      receiver.opened(cursor);
      return;
    }
    Answers.require(answer, "application/json");
    Batch batch = Batch.parse(Answers.body(answer));
    batch.deliver(receiver);
    cursor = batch.cursor();
    heard = batch.messages().size();
  }
}
