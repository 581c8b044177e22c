package io.pushchannel.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;

/** Any text of a client is a position that can be written again. */
class PositionFuzzTest {

  @FuzzTest(maxDuration = "30s")
  void anyTextIsAPosition(@NotNull String text) {
    Position position = Position.parse(text);
    assertEquals(position, Position.parse(position.toString()));
  }
}
