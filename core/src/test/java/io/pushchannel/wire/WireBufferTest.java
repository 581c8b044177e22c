package io.pushchannel.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.Cursor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WireBufferTest {

  private final WireBuffer buffer = new WireBuffer();

  private String text() {
    return new String(buffer.toByteArray(), StandardCharsets.UTF_8);
  }

  @Test
  void piecesAreAppendedInOrder() {
    byte[] source = "0123456789".getBytes(StandardCharsets.US_ASCII);
    Block block = new Block(ByteBuffer.wrap(source), bytes -> {});
    buffer.octet('a').octets(source, 1, 2).octets(block, 8, 2).utf8("\u20ac").decimal(-7);
    assertEquals("a1289\u20ac-7", text());
    assertEquals(10, buffer.size());
  }

  @Test
  void roomIsMadeInTheMiddle() {
    buffer.utf8("headbody").insert(4, 3);
    buffer.octetAt(4, '<').octetAt(5, '-').octetAt(6, '>');
    assertEquals("head<->body", text());
  }

  @Test
  void aCursorHasItsWireForm() {
    buffer.cursor(Cursor.parse("e1-42")).octet(' ').cursor(Cursor.LATEST);
    assertEquals("e1-42 latest", text());
  }

  @Test
  void whatMustBeEscapedInJsonIsAndNothingElse() {
    buffer.jsonString("\"\\/\n\t\r\0\u001f\u007f\u2028\ud83d\ude00");
    assertEquals("\"\\\"\\\\/\\n\\t\\u000d\\u0000\\u001f\u007f\u2028\ud83d\ude00\"", text());
  }

  @Test
  void clearingItLetsALargeOneGo() {
    buffer.utf8("x".repeat(1 << 20)).clear();
    assertEquals(0, buffer.size());
    assertTrue(buffer.array().length <= 1 << 16);
  }

  @Test
  void moreThanAnArrayHoldsIsAClearError() {
    buffer.utf8("kept");
    var failure = assertThrows(IllegalStateException.class, () -> buffer.utf8(new Endless()));
    assertEquals(
        "a buffer must have at most 2147483639 bytes, needs 6442450945", failure.getMessage());
    assertThrows(
        IllegalStateException.class, () -> buffer.octets(new byte[0], 0, Integer.MAX_VALUE));
    assertEquals("kept", text());
  }

  /** Long enough, and never read. */
  private static final class Endless implements CharSequence {
    @Override
    public int length() {
      return Integer.MAX_VALUE;
    }

    @Override
    public char charAt(int index) {
      throw new AssertionError("expected to be refused before it is read");
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      throw new AssertionError("expected to be refused before it is read");
    }
  }
}
