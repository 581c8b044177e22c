package io.pushchannel.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pushchannel.Message;
import io.pushchannel.benchmarks.floor.Framing;
import io.pushchannel.benchmarks.load.Stamp;
import io.pushchannel.longpoll.LongPollTransport;
import io.pushchannel.shortpoll.ShortPollTransport;
import io.pushchannel.spi.PushTransport;
import io.pushchannel.sse.SseTransport;
import io.pushchannel.websocket.WebSocketTransport;
import io.pushchannel.wire.Position;
import io.pushchannel.wire.WireBuffer;
import org.junit.jupiter.api.Test;

/** Compares the size of a message per transport with the figures of docs/benchmarks/method.md. */
class SizesTest {

  private static final String EPOCH = "9f3ac2d1";

  private static byte[] encoded(PushTransport transport, long sequence, int bytes) {
    String data = new Stamp(sequence, 123_456_789_012L).toText(bytes);
    WireBuffer out = new WireBuffer();
    WireFormats.of(transport)
        .encode(new Message(new Position(EPOCH, sequence).toCursor(), "load", data), out);
    return out.toByteArray();
  }

  @Test
  void anEventOfAHundredBytesTakes140AndTheDigitsOfItsNumber() {
    assertEquals(140 + 1, encoded(new SseTransport(), 7, 100).length);
    assertEquals(140 + 5, encoded(new SseTransport(), 12_345, 100).length);
    assertEquals(140 + 1 + 5 + 924, encoded(new SseTransport(), 12_345, 1024).length);
  }

  @Test
  void aFrameOfAHundredBytesTakes147AndTheDigitsOfItsNumber() {
    assertEquals(147 + 1, encoded(new WebSocketTransport(), 7, 100).length);
    assertEquals(147 + 5, encoded(new WebSocketTransport(), 12_345, 100).length);
    assertEquals(147 + 5 + 924, encoded(new WebSocketTransport(), 12_345, 1024).length);
  }

  @Test
  void anElementOfABatchTakes144AndTheDigitsOfItsNumberForBothWaysOfPolling() {
    for (PushTransport polling :
        new PushTransport[] {new ShortPollTransport(), new LongPollTransport()}) {
      assertEquals(144 + 1, encoded(polling, 7, 100).length);
      assertEquals(144 + 5 + 924, encoded(polling, 12_345, 1024).length);
    }
  }

  @Test
  void theFloorSendsTheSameBytesAsTheServer() {
    for (int bytes : new int[] {42, 100, 125, 1024, 70_000}) {
      for (long sequence : new long[] {1, 99_999, 1L << 40}) {
        String data = new Stamp(sequence, 123_456_789_012L).toText(bytes);
        WireBuffer sse = new WireBuffer();
        Framing.SSE.write(EPOCH, sequence, data, sse);
        assertArrayEquals(encoded(new SseTransport(), sequence, bytes), sse.toByteArray());
        WireBuffer frame = new WireBuffer();
        Framing.WEBSOCKET.write(EPOCH, sequence, data, frame);
        assertArrayEquals(encoded(new WebSocketTransport(), sequence, bytes), frame.toByteArray());
      }
    }
  }
}
