package io.pushchannel.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.pushchannel.Cursor;

/** Whatever a client asks for, it is a place that can be told again. */
class CursorFuzzTest {

  @FuzzTest(maxDuration = "30s")
  void anyTextIsAPlace(@NotNull String text) {
    Cursor cursor = Cursor.parseLeniently(text);
    assertEquals(cursor, Cursor.parseLeniently(cursor.toString()));
  }
}
