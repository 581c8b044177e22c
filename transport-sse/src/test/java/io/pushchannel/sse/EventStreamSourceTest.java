package io.pushchannel.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.Okio;
import okio.Source;
import okio.Timeout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Through our source okhttp-sse delivers the events that a browser delivers. */
class EventStreamSourceTest {

  private static final int RANDOM_SPLITS = 20;

  static List<EventStream> streams() {
    return EventStream.all();
  }

  @ParameterizedTest
  @MethodSource("streams")
  void aStreamIsHeardAsBrowsersHearIt(EventStream example) throws IOException {
    assertEquals(example.expected(), receive(new Pieces(example.bytes(), left -> left)));
  }

  @ParameterizedTest
  @MethodSource("streams")
  void soItIsInPiecesOfAnyLength(EventStream example) throws IOException {
    byte[] bytes = example.bytes();
    for (int length = 1; length < Math.min(bytes.length, 100); length++) {
      int each = length;
      assertEquals(
          example.expected(), receive(new Pieces(bytes, left -> each)), "in pieces of " + length);
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void soItIsCutAnywhere(EventStream example) throws IOException {
    byte[] bytes = example.bytes();
    for (int cut = 1; cut < Math.min(bytes.length, 200); cut++) {
      int first = cut;
      IntUnaryOperator twoPieces = left -> left == bytes.length ? first : left;
      assertEquals(example.expected(), receive(new Pieces(bytes, twoPieces)), "cut at " + cut);
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void soItIsInPiecesAtRandom(EventStream example) throws IOException {
    for (int seed = 0; seed < RANDOM_SPLITS; seed++) {
      Random random = new Random(seed);
      Source pieces = new Pieces(example.bytes(), left -> 1 + random.nextInt(12));
      assertEquals(example.expected(), receive(pieces), "seed " + seed);
    }
  }

  @Test
  void aPauseIsAskedForByARetryAfterTheFirstEvent() throws IOException {
    assertEquals(EventStreamSource.NOT_SENT, pause("retry: 5\n\nretry: 6\ndata: a\n\n"));
    assertEquals(7, pause("retry: 5\ndata: a\n\nretry: 7\n"));
    assertEquals(7, pause("data: a\n\nretry: 7\nretry: x\ndata: b\n\n"));
  }

  @Test
  void anEventWithoutEndIsRefused() {
    assertRefused("data: 0123456789012345678901234567890123456789\n");
  }

  @Test
  void aLineWithoutEndIsRefused() {
    assertRefused("0123456789012345678901234567890123456789");
  }

  @Test
  void anIdWithoutEndIsRefused() {
    assertRefused("id: 1\ndata\n");
  }

  @Test
  void commentsAndUnknownFieldsWithoutEndAreNotKept() throws IOException {
    byte[] dropped = ": 012345678901234567890123456789\nunknown: x\n".getBytes(UTF_8);
    Pieces pieces = new Pieces(dropped, 2 * EventStreamSource.MAX_EVENT);
    assertEquals(List.of(), receive(pieces).events());
  }

  private static void assertRefused(String unit) {
    Source endless = new Pieces(unit.getBytes(UTF_8), Long.MAX_VALUE);
    IOException refusal = assertThrows(IOException.class, () -> receive(endless));
    assertTrue(
        String.valueOf(refusal.getMessage()).startsWith("event must have at most 16777216 bytes"));
  }

  private static long pause(String stream) throws IOException {
    byte[] bytes = stream.getBytes(UTF_8);
    EventStreamSource source = new EventStreamSource(new Pieces(bytes, left -> left));
    Okio.buffer(source).readByteString();
    return source.pause();
  }

  private static EventStream.Received receive(Source source) throws IOException {
    MediaType type = MediaType.get("text/event-stream");
    return RecordingEvents.receive(
        new Response.Builder()
            .request(new Request.Builder().url("http://localhost/").build())
            .protocol(Protocol.HTTP_1_1)
            .code(200)
            .message("OK")
            .header("Content-Type", type.toString())
            .body(ResponseBody.create(Okio.buffer(source), type, -1))
            .build());
  }

  /** Gives bytes piece by piece, and all of them again until there have been so many. */
  private static final class Pieces implements Source {
    private final byte[] bytes;
    private final IntUnaryOperator lengths;
    private long left;

    /** Gives them once; {@code lengths} says of what is left how long the next piece is. */
    Pieces(byte[] bytes, IntUnaryOperator lengths) {
      this(bytes, lengths, bytes.length);
    }

    Pieces(byte[] bytes, long most) {
      this(bytes, left -> bytes.length, most);
    }

    private Pieces(byte[] bytes, IntUnaryOperator lengths, long most) {
      this.bytes = bytes;
      this.lengths = lengths;
      this.left = most;
    }

    @Override
    public long read(Buffer sink, long byteCount) {
      if (left <= 0) {
        return -1;
      }
      int from = (int) Math.floorMod(-left, (long) bytes.length);
      int wanted = lengths.applyAsInt((int) Math.min(left, Integer.MAX_VALUE));
      int piece = (int) Math.min(Math.min(wanted, bytes.length - from), byteCount);
      sink.write(bytes, from, piece);
      left -= piece;
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
