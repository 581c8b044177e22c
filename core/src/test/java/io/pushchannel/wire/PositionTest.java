package io.pushchannel.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.Cursor;
import java.util.List;
import org.junit.jupiter.api.Test;

class PositionTest {

  private static final List<String> FOREIGN =
      List.of(
          "",
          " ",
          "42",
          "9f3ac2d1",
          "9f3ac2d1-",
          "-42",
          "9f3ac2d1--1",
          "9f3ac2d1-1042 ",
          "9f3ac2d1-10-42",
          "9f3ac2d1-1e3",
          "9f3ac2d1-\u0661",
          "Latest",
          "e_1-42",
          "e".repeat(33) + "-1",
          "e1-1234567890123456789",
          "e1-" + "9".repeat(1000));

  @Test
  void theWireFormIsEpochAndSequence() {
    assertEquals(new Position("9f3ac2d1", 1042), Position.parse("9f3ac2d1-1042"));
    assertEquals("9f3ac2d1-1042", new Position("9f3ac2d1", 1042).toString());
    assertEquals(new Position("e", 0), Position.of(Cursor.parse("e-0")));
    assertEquals(Cursor.parse("e-7"), new Position("e", 7).toCursor());
    String largest = "e".repeat(32) + "-" + "9".repeat(18);
    assertEquals(largest, Position.parse(largest).toString());
  }

  @Test
  void twoWordsStandForPositions() {
    assertSame(Position.LATEST, Position.parse("latest"));
    assertSame(Position.EARLIEST, Position.of(Cursor.EARLIEST));
    assertFalse(Position.LATEST.isForeign() || Position.EARLIEST.isForeign());
    assertFalse(Position.LATEST.isNumbered() || Position.EARLIEST.isNumbered());
  }

  @Test
  void otherTextIsKeptAsItCame() {
    for (String text : FOREIGN) {
      Position position = Position.parse(text);
      assertTrue(position.isForeign(), text);
      assertEquals(text, position.toString());
      assertFalse(position.isOf(text), text);
    }
    assertFalse(Position.parse("e1-42").isForeign());
  }

  @Test
  void aPositionIsInOneLifetimeOfABus() {
    assertTrue(new Position("e1", 0).isOf("e1"));
    assertFalse(new Position("e1", 0).isOf("e2"));
    assertFalse(Position.LATEST.isOf("latest"));
  }

  @Test
  void positionsAreOrderedWithinAnEpoch() {
    assertTrue(new Position("e1", 10).isAfter(new Position("e1", 9)));
    assertFalse(new Position("e1", 9).isAfter(new Position("e1", 9)));
    assertFalse(new Position("e2", 10).isAfter(new Position("e1", 9)));
    assertFalse(Position.LATEST.isAfter(new Position("latest", 0)));
  }

  @Test
  void aNegativeSequenceIsRejected() {
    assertEquals(
        "sequence must be 0 or more, was -2",
        assertThrows(IllegalArgumentException.class, () -> new Position("e1", -2)).getMessage());
  }
}
