package io.pushchannel.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pushchannel.Message;
import io.pushchannel.benchmarks.load.MessageStamp;
import io.pushchannel.spi.BatchFormat;
import io.pushchannel.sse.SseFormat;
import io.pushchannel.websocket.WebSocketFormat;
import io.pushchannel.wire.Position;
import io.pushchannel.wire.WireBuffer;
import io.pushchannel.wire.WireFormat;
import org.junit.jupiter.api.Test;

/** Compares the size of a message per transport with the figures of docs/benchmarks/method.md. */
class SizesTest {

  private static final String EPOCH = "9f3ac2d1";

  private static byte[] encoded(WireFormat format, long sequence, int bytes) {
    String data = new MessageStamp(sequence, 123_456_789_012L).toText(bytes);
    WireBuffer out = new WireBuffer();
    format.encode(new Message(new Position(EPOCH, sequence).toCursor(), "load", data), out);
    return out.toByteArray();
  }

  @Test
  void anEventOfAHundredBytesTakes140AndTheDigitsOfItsNumber() {
    assertEquals(140 + 1, encoded(SseFormat.CHUNKED, 7, 100).length);
    assertEquals(140 + 5, encoded(SseFormat.CHUNKED, 12_345, 100).length);
    assertEquals(140 + 1 + 5 + 924, encoded(SseFormat.CHUNKED, 12_345, 1024).length);
  }

  @Test
  void aFrameOfAHundredBytesTakes147AndTheDigitsOfItsNumber() {
    assertEquals(147 + 1, encoded(WebSocketFormat.INSTANCE, 7, 100).length);
    assertEquals(147 + 5, encoded(WebSocketFormat.INSTANCE, 12_345, 100).length);
    assertEquals(147 + 5 + 924, encoded(WebSocketFormat.INSTANCE, 12_345, 1024).length);
  }

  @Test
  void anElementOfABatchTakes144AndTheDigitsOfItsNumberForBothWaysOfPolling() {
    assertEquals(144 + 1, encoded(BatchFormat.INSTANCE, 7, 100).length);
    assertEquals(144 + 5 + 924, encoded(BatchFormat.INSTANCE, 12_345, 1024).length);
  }
}
