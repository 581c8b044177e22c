package io.pushchannel.lines;

import io.pushchannel.Cursor;
import io.pushchannel.PublishResult;
import io.pushchannel.PushOptions;
import io.pushchannel.http.HttpCalls;
import io.pushchannel.http.Responses;
import io.pushchannel.spi.PushConnection;
import io.pushchannel.spi.Receiver;
import io.pushchannel.wire.WireLimits;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** The client half: sends one request, and reads lines until the response ends. */
final class LinesConnection implements PushConnection {

  /** Maximum length of a line in bytes. */
  private static final long MAX_LINE = WireLimits.RECEIVED;

  private final HttpCalls calls;

  LinesConnection(URI base, PushOptions options, OkHttpClient client) {
    this.calls = new HttpCalls(base, options, client, options.heartbeat().multipliedBy(2));
  }

  @Override
  public void run(Set<String> topics, Cursor after, Receiver receiver) throws IOException {
    var request = calls.read("lines", topics, after, Map.of()).build();
    calls.execute(request, answer -> read(answer, receiver));
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

  private static void read(Response answer, Receiver receiver) throws IOException {
    Responses.require(answer, LinesFormat.TYPE);
    BufferedSource body = answer.body().source();
    LineEvents events = new LineEvents(receiver, silence -> allowSilence(body, silence));
    while (!events.goodbyeReceived()) {
      long end = body.indexOf((byte) '\n', 0, MAX_LINE);
      if (end < 0) {
        throw new EOFException(
            "a line must have at most " + MAX_LINE + " bytes, and a stream must end with bye");
      }
      String line = body.readUtf8(end);
      body.skip(1);
      events.read(line);
    }
  }

  private static void allowSilence(BufferedSource body, Duration silence) {
    body.timeout().timeout(silence.toMillis(), TimeUnit.MILLISECONDS);
  }
}
