package io.pushchannel.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import okhttp3.sse.EventSources;
import okio.Buffer;
import okio.Okio;
import okio.Source;
import okio.Timeout;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What okhttp-sse hears through our source is what a browser hears. */
class EventStreamSourceTest {

  private static final MediaType TYPE = MediaType.get("text/event-stream");

  static List<EventStreams> streams() {
    return EventStreams.all().toList();
  }

  @ParameterizedTest
  @MethodSource("streams")
  void aStreamIsHeardAsBrowsersHearIt(EventStreams example) throws IOException {
    byte[] bytes = example.stream().getBytes(UTF_8);
    assertEquals(example.events(), hear(new Pieces(bytes, bytes.length)));
  }

  @ParameterizedTest
  @MethodSource("streams")
  void soItIsHoweverItIsSplit(EventStreams example) throws IOException {
    byte[] bytes = example.stream().getBytes(UTF_8);
    for (int length = 1; length < bytes.length; length++) {
      assertEquals(example.events(), hear(new Pieces(bytes, length)), "in pieces of " + length);
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void soItIsByteByByteFromASocketThatIsClosedAtTheEnd(EventStreams example) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(server, example));
      Request request =
          new Request.Builder().url("http://127.0.0.1:" + server.getLocalPort()).build();
      try (Response answer = new OkHttpClient().newCall(request).execute()) {
        assertEquals(example.events(), hear(answer.body().source()));
      }
      served.get();
    }
  }

  @Test
  void anEventWithoutEndIsRefused() {
    byte[] line = "data: 0123456789012345678901234567890123456789\n".getBytes(UTF_8);
    assertRefused(new Pieces(line, line.length, true));
  }

  @Test
  void aLineWithoutEndIsRefused() {
    byte[] text = "0123456789012345678901234567890123456789".getBytes(UTF_8);
    assertRefused(new Pieces(text, text.length, true));
  }

  @Test
  void commentsWithoutEndAreNotKept() throws IOException {
    byte[] comment = ": 0123456789012345678901234567890123456789\n".getBytes(UTF_8);
    Pieces pieces = new Pieces(comment, comment.length, true);
    pieces.limit = 2 * EventStreamSource.MAX_EVENT;
    assertEquals(List.of(), hear(pieces));
  }

  private static void assertRefused(Source endless) {
    IOException refusal = assertThrows(IOException.class, () -> hear(endless));
    assertTrue(String.valueOf(refusal.getMessage()).startsWith("expected an event of at most"));
  }

  private static void serve(ServerSocket server, EventStreams example) {
    try (Socket socket = server.accept()) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      out.write("HTTP/1.0 200 OK\r\nContent-Type: text/event-stream\r\n\r\n".getBytes(UTF_8));
      for (byte each : example.stream().getBytes(UTF_8)) {
        out.write(each);
      }
      socket.shutdownOutput();
      while (socket.getInputStream().read() >= 0) {
        continue; // so that no reset overtakes the answer
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> hear(Source source) throws IOException {
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Response answer =
        new Response.Builder()
            .request(new Request.Builder().url("http://localhost/").build())
            .protocol(Protocol.HTTP_1_1)
            .code(200)
            .message("OK")
            .header("Content-Type", TYPE.toString())
            .body(ResponseBody.create(Okio.buffer(new EventStreamSource(source)), TYPE, -1))
            .build();
    EventSources.processResponse(
        answer,
        new EventSourceListener() {
          @Override
          public void onEvent(
              EventSource events, @Nullable String id, @Nullable String type, String data) {
            heard.add(
                (type == null ? "message" : type) + '|' + (id == null ? "" : id) + '|' + data);
          }

          @Override
          public void onFailure(
              EventSource events, @Nullable Throwable cause, @Nullable Response response) {
            failure.set(cause == null ? new IOException("expected a cause") : cause);
          }
        });
    if (failure.get() instanceof IOException e) {
      throw e;
    }
    assertNull(failure.get());
    return heard;
  }

  /** Gives bytes piece by piece, once or for as long as it is asked. */
  private static final class Pieces implements Source {
    private final byte[] bytes;
    private final int length;
    private final boolean endless;
    private long limit = Long.MAX_VALUE;
    private long given;

    Pieces(byte[] bytes, int length) {
      this(bytes, length, false);
    }

    Pieces(byte[] bytes, int length, boolean endless) {
      this.bytes = bytes;
      this.length = length;
      this.endless = endless;
    }

    @Override
    public long read(Buffer sink, long byteCount) {
      int from = (int) (given % Math.max(1, bytes.length));
      if (given >= limit || (!endless && given == bytes.length)) {
        return -1;
      }
      int piece = (int) Math.min(Math.min(length, bytes.length - from), byteCount);
      sink.write(bytes, from, piece);
      given += piece;
      return piece;
    }

    @Override
    public Timeout timeout() {
      return Timeout.NONE;
    }

    @Override
    public void close() {}
  }
}
