package io.pushchannel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
  void aCursorIsItsText() {
    String largest = "e".repeat(32) + "-" + "9".repeat(18);
    for (String text : List.of("9f3ac2d1-1042", "e-0", "latest", "earliest", largest)) {
      assertEquals(text, Cursor.parse(text).toString());
      assertEquals(Cursor.parse(text), Cursor.parse(text));
      assertEquals(Cursor.parse(text).hashCode(), Cursor.parse(text).hashCode());
    }
    assertEquals(Cursor.LATEST, Cursor.parse("latest"));
    assertEquals(Cursor.EARLIEST, Cursor.parse("earliest"));
    assertNotEquals(Cursor.LATEST, Cursor.EARLIEST);
  }

  @Test
  void otherTextIsRejectedByName() {
    for (String text : FOREIGN) {
      assertEquals(
          "cursor must be <epoch>-<sequence>, latest or earliest, was " + Excerpt.quoted(text),
          assertThrows(IllegalArgumentException.class, () -> Cursor.parse(text)).getMessage());
    }
  }

  @Test
  void theTextOfAPeerIsKept() {
    FOREIGN.forEach(text -> assertEquals(text, Cursor.ofPeer(text).toString()));
  }
}
