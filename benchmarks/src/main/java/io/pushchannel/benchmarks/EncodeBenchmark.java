package io.pushchannel.benchmarks;

import io.pushchannel.Cursor;
import io.pushchannel.Message;
import io.pushchannel.benchmarks.load.MessageStamp;
import io.pushchannel.spi.BatchFormat;
import io.pushchannel.sse.SseFormat;
import io.pushchannel.websocket.WebSocketFormat;
import io.pushchannel.wire.WireBuffer;
import io.pushchannel.wire.WireFormat;
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
 * Measures the encoding of one message into each wire format. The server pays this cost once per
 * message and format, regardless of the number of readers.
 *
 * <p>{@code websocket} minus {@code batch} is the cost of the frame alone, because a batch element
 * is the same JSON and a comma. {@code sse} minus {@code sse-1.0} is the cost of the chunk alone,
 * because HTTP/1.0 clients receive the same event without chunks. Run with {@code -prof gc}:
 * encoding does not allocate.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls the setup method first
public class EncodeBenchmark {

  /** The wire format; long and short polling share {@code batch}. */
  @Param({"batch", "sse-1.0", "sse", "websocket"})
  public String format;

  @Param({"100", "1024"})
  public int payloadBytes;

  private final WireBuffer out = new WireBuffer();
  private WireFormat encoder;
  private Message message;

  /** Creates a message of the same form as in the other benchmarks. */
  @Setup
  public void make() {
    encoder =
        switch (format) {
          case "batch" -> BatchFormat.INSTANCE;
          case "sse-1.0" -> SseFormat.PLAIN;
          case "sse" -> SseFormat.CHUNKED;
          default -> WebSocketFormat.INSTANCE;
        };
    String data = new MessageStamp(1_000_000, 1L << 50).toText(payloadBytes);
    message = new Message(Cursor.parse("9f3ac2d1-1000000"), "load", data);
  }

  /** Encodes one message. */
  @Benchmark
  public int encode() {
    encoder.encode(message, out.clear());
    return out.size();
  }
}
