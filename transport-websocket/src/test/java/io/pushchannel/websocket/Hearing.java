package io.pushchannel.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.MessageBus;
import io.pushchannel.spi.EndpointContext;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.MessageLog;
import io.pushchannel.spi.PushStream;
import io.pushchannel.spi.ReaderNotifier;
import io.pushchannel.wire.Block;
import io.pushchannel.wire.Position;
import io.pushchannel.wire.WireBuffer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The server's half of a WebSocket without a socket: bytes in, bytes out. Whatever comes in, what
 * goes out must be frames, whole, and nothing behind a close frame.
 */
final class Hearing implements PushStream {

  private static final MessageLog BUS = (MessageLog) MessageBus.inMemory();
  private static final EndpointContext SETTINGS =
      new EndpointContext(BUS, Duration.ofSeconds(15), Duration.ofSeconds(60), 3, 200, 10_000);

  private static final Set<Integer> CODES_WE_SEND = Set.of(1002, 1003, 1007, 1009);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private boolean closed;

  /** Requires that any bytes are answered by frames, the same however the bytes are split. */
  static void requireFrames(byte[] bytes) {
    String whole = answers(bytes, Integer.MAX_VALUE);
    assertEquals(whole, answers(bytes, 1));
    assertEquals(whole, answers(bytes, 5));
  }

  private static String answers(byte[] bytes, int size) {
    ReaderNotifier notifier = new ReaderNotifier(Runnable::run);
    Hearing stream = new Hearing();
    try (Feed feed = BUS.open(List.of("t"), Position.LATEST, WebSocketFormat.INSTANCE, notifier)) {
      ClientInput input = new ClientInput(feed, SETTINGS, notifier);
      input.start(stream);
      for (int from = 0; from < bytes.length && !stream.closed; from += size) {
        input.received(ByteBuffer.wrap(bytes, from, Math.min(size, bytes.length - from)));
      }
      assertTrue(feed.topics() <= SETTINGS.maxTopics(), "topics: " + feed.topics());
    }
    return frames(ByteBuffer.wrap(stream.out.toByteArray()));
  }

  /** The frames in words; ids differ from time to time, and are left out. */
  private static String frames(ByteBuffer out) {
    StringBuilder frames = new StringBuilder();
    boolean closed = false;
    while (out.hasRemaining()) {
      assertTrue(!closed, "expected nothing behind a close frame");
      int first = out.get() & 0xff;
      int length = out.get() & 0xff;
      byte[] payload = new byte[length == 126 ? out.getShort() & 0xffff : length];
      out.get(payload);
      closed = first == RawWebSocket.CLOSE;
      if (closed) {
        requireCode((payload[0] & 0xff) << 8 | payload[1] & 0xff);
      }
      RawWebSocket.Frame frame = new RawWebSocket.Frame(first, payload);
      frames.append(first).append(' ').append(frame.text()).append('\n');
    }
    return frames.toString().replaceAll("\"id\":\"[^\"]*\"(,\"repeated\":true)?", "");
  }

  private static void requireCode(int code) {
    boolean isEcho = code == 1000 || code == 1001 || code == 1008 || code >= 1010 && code != 1015;
    assertTrue(CODES_WE_SEND.contains(code) || (isEcho && code < 5000), "got code " + code);
  }

  @Override
  public boolean isWritable() {
    return true;
  }

  @Override
  public void write(Block block, int offset, int length) {
    throw new AssertionError("expected answers only");
  }

  @Override
  public void write(WireBuffer bytes) {
    assertTrue(!closed, "expected nothing behind the end");
    out.writeBytes(bytes.toByteArray());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public void onWritable(Runnable task) {}

  @Override
  public void onIdle(Duration idle, Runnable task) {}

  @Override
  public void onSilent(Duration silence, Runnable task) {}

  @Override
  public boolean reserveInput(int bytes) {
    return true;
  }

  @Override
  public void onEnd(Runnable task) {}

  @Override
  public void onClosing(Consumer<Duration> task) {}
}
