package io.pushchannel.benchmarks;

import io.pushchannel.Cursor;
import io.pushchannel.Message;
import io.pushchannel.benchmarks.load.Stamp;
import io.pushchannel.longpoll.LongPollTransport;
import io.pushchannel.spi.WireBuffer;
import io.pushchannel.spi.WireFormat;
import io.pushchannel.sse.SseTransport;
import io.pushchannel.websocket.WebSocketTransport;
import java.util.concurrent.TimeUnit;
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

/**
 * What it costs to put one message into each wire format, and that into a frame for WebSocket, into
 * a chunk for SSE. Paid once per message and format, however many read it. What the frame alone
 * costs is {@code websocket} without {@code batch}, which is the same JSON and a comma; the chunk,
 * {@code sse} without {@code sse-1.0}, which is the same event as HTTP/1.0 has it. With {@code
 * -prof gc}: nothing is allocated.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class EncodeBenchmark {

  /** Long and short polling share one. */
  @Param({"batch", "sse-1.0", "sse", "websocket"})
  public String format;

  @Param({"100", "1024"})
  public int payloadBytes;

  private final WireBuffer out = new WireBuffer();
  private WireFormat encoder;
  private Message message;

  /** A message as the others have it. */
  @Setup
  public void make() {
    encoder =
        switch (format) {
          case "batch" -> WireFormats.of(new LongPollTransport());
          case "sse-1.0" -> WireFormats.of(new SseTransport(), false);
          case "sse" -> WireFormats.of(new SseTransport());
          default -> WireFormats.of(new WebSocketTransport());
        };
    String data = new Stamp(1_000_000, 1L << 50).toText(payloadBytes);
    message = new Message(new Cursor("9f3ac2d1", 1_000_000), "load", data);
  }

  /** One message. */
  @Benchmark
  public int encode() {
    encoder.encode(message, out.clear());
    return out.size();
  }
}
