package io.pushchannel.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ChunkTest {

  @Test
  void framesWhatComesAfterTheStartAndLeavesTheRest() {
    WireBuffer out = new WireBuffer().utf8("before");
    Chunk.frame(out.utf8("sixteen octets!\n").size() - 16, out);
    assertEquals("before10\r\nsixteen octets!\n\r\n", text(out));
  }

  @Test
  void writesTheLengthInAsManyDigitsAsItNeeds() {
    for (int length : new int[] {1, 15, 16, 255, 256, 65_535, 65_536}) {
      WireBuffer out = new WireBuffer().utf8("x".repeat(length));
      Chunk.frame(0, out);
      assertEquals(Integer.toHexString(length) + "\r\n" + "x".repeat(length) + "\r\n", text(out));
    }
  }

  @Test
  void refusesToEndTheResponseByAnEmptyChunk() {
    assertThrows(IllegalArgumentException.class, () -> Chunk.frame(0, new WireBuffer()));
  }

  @Test
  void endsTheResponseWhenAsked() {
    WireBuffer out = new WireBuffer();
    Chunk.last(out);
    assertEquals("0\r\n\r\n", text(out));
  }

  private static String text(WireBuffer out) {
    return new String(out.toByteArray(), UTF_8);
  }
}
