package io.pushchannel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.check.Excerpt;
import java.util.List;
import org.junit.jupiter.api.Test;

class CursorTest {

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
    assertEquals(new Cursor("9f3ac2d1", 1042), Cursor.parse("9f3ac2d1-1042"));
    assertEquals("9f3ac2d1-1042", new Cursor("9f3ac2d1", 1042).toString());
    assertEquals(new Cursor("e", 0), Cursor.parse("e-0"));
    String largest = "e".repeat(32) + "-" + "9".repeat(18);
    assertEquals(largest, Cursor.parse(largest).toString());
  }

  @Test
  void twoWordsStandForPlaces() {
    assertSame(Cursor.LATEST, Cursor.parse("latest"));
    assertSame(Cursor.EARLIEST, Cursor.parse("earliest"));
    assertEquals("latest earliest", Cursor.LATEST + " " + Cursor.EARLIEST);
    assertFalse(Cursor.LATEST.isForeign() || Cursor.EARLIEST.isForeign());
  }

  @Test
  void whatIsNoCursorIsRefusedByName() {
    for (String text : FOREIGN) {
      assertEquals(
          "cursor must be <epoch>-<sequence>, latest or earliest, was " + Excerpt.quoted(text),
          assertThrows(IllegalArgumentException.class, () -> Cursor.parse(text)).getMessage());
    }
  }

  @Test
  void whatIsNoCursorIsKeptAsItCameWhereAnErrorWouldNotHelp() {
    for (String text : FOREIGN) {
      Cursor cursor = Cursor.parseLeniently(text);
      assertTrue(cursor.isForeign(), text);
      assertEquals(text, cursor.toString());
      assertFalse(cursor.isOf(text), text);
    }
    assertFalse(Cursor.parseLeniently("e1-42").isForeign());
  }

  @Test
  void aPlaceIsInOneLifeOfTheBusOnly() {
    assertTrue(new Cursor("e1", 0).isOf("e1"));
    assertFalse(new Cursor("e1", 0).isOf("e2"));
    assertFalse(Cursor.LATEST.isOf("latest"));
  }

  @Test
  void placesAreOrderedBySequenceWithinAnEpoch() {
    assertTrue(new Cursor("e1", 9).compareTo(new Cursor("e1", 10)) < 0);
    assertEquals(0, new Cursor("e1", 9).compareTo(new Cursor("e1", 9)));
    assertTrue(new Cursor("e2", 0).compareTo(new Cursor("e1", 10)) > 0);
  }

  @Test
  void aNegativeSequenceIsRefused() {
    assertEquals(
        "sequence must be 0 or more, was -2",
        assertThrows(IllegalArgumentException.class, () -> new Cursor("e1", -2)).getMessage());
  }
}
