package io.pushchannel.benchmarks;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.PushOptions;
import io.pushchannel.benchmarks.load.MessageStamp;
import io.pushchannel.spi.Batch;
import io.pushchannel.spi.PushConnection;
import io.pushchannel.spi.PushTransport;
import io.pushchannel.spi.Receiver;
import io.pushchannel.sse.SseFormat;
import io.pushchannel.sse.SseTransport;
import io.pushchannel.wire.Json;
import io.pushchannel.wire.JsonMessage;
import io.pushchannel.wire.Position;
import io.pushchannel.wire.WireBuffer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Measures the parsing of responses by the library's clients. With 0 messages, the score is the
 * fixed cost per response; for a stream, that of one call without network from start to end.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls the setup method first
public class ParseBenchmark {

  private static final Set<String> TOPICS = Set.of("load");
  private static final Cursor START = Cursor.parse("9f3ac2d1-1000");

  @Param({"0", "1", "64"})
  public int messages;

  private byte[] batch;
  private String[] texts;
  private PushTransport canned;

  /** Encodes all three formats as a server sends them. */
  @Setup
  public void make() {
    WireBuffer elements = new WireBuffer();
    WireBuffer events =
        new WireBuffer().utf8("event: $open\ndata: {\"cursor\":\"9f3ac2d1-1000\"}\n\n");
    texts = new String[messages];
    for (int i = 0; i < messages; i++) {
      String data = new MessageStamp(i, 1L << 50).toText(100);
      Message message =
          new Message(new Position(Position.of(START).epoch(), 1001 + i).toCursor(), "load", data);
      WireBuffer json = new WireBuffer();
      JsonMessage.write(message, json);
      texts[i] = new String(json.toByteArray(), StandardCharsets.UTF_8);
      elements.utf8(i == 0 ? "" : ",").utf8(texts[i]);
      SseFormat.PLAIN.encode(message, events);
    }
    batch =
        new WireBuffer()
            .utf8("{\"cursor\":\"9f3ac2d1-")
            .decimal(1000 + messages)
            .utf8("\",\"messages\":[")
            .octets(elements.array(), 0, elements.size())
            .utf8("]}")
            .toByteArray();
    canned = responding(events.utf8("event: $bye\ndata: {\"retry\":1000}\n\n").toByteArray());
  }

  /** Creates an SSE transport whose HTTP client returns a prepared response. */
  private static PushTransport responding(byte[] events) {
    return new SseTransport(
        new OkHttpClient.Builder()
            .addInterceptor(
                chain ->
                    new Response.Builder()
                        .request(chain.request())
                        .protocol(Protocol.HTTP_1_1)
                        .code(200)
                        .message("OK")
                        .header("Content-Type", "text/event-stream")
                        .body(ResponseBody.create(events, MediaType.get("text/event-stream")))
                        .build())
            .build());
  }

  /** Parses one batch, as polling clients do. */
  @Benchmark
  public Batch batch() throws IOException {
    return Batch.parse(batch);
  }

  /** Reads one event stream, as SSE clients do. */
  @Benchmark
  public void eventStream(Blackhole consumer) throws Exception {
    try (PushConnection connection =
        canned.connection(URI.create("http://localhost/push"), PushOptions.DEFAULT)) {
      connection.run(TOPICS, START, new Consuming(consumer));
    }
  }

  /** Parses one text per message, as WebSocket clients do after decoding the frames. */
  @Benchmark
  public void texts(Blackhole consumer) throws IOException {
    for (String text : texts) {
      consumer.consume(JsonMessage.readMessage(Json.read(text, "a message")));
    }
  }

  /** Consumes every event. */
  private record Consuming(Blackhole consumer) implements Receiver {

    @Override
    public void opened(Cursor cursor) {
      consumer.consume(cursor);
    }

    @Override
    public void gap(Gap gap) {
      consumer.consume(gap);
    }

    @Override
    public void message(Message message) {
      consumer.consume(message);
    }

    @Override
    public void retryAfter(Duration retry) {
      consumer.consume(retry);
    }
  }
}
