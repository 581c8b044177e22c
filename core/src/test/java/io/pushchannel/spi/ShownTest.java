package io.pushchannel.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ShownTest {

  @Test
  void plainTextIsShownAsItIs() {
    assertEquals("text/html; charset=\"ü\" 😀", Shown.of("text/html; charset=\"ü\" 😀"));
    assertEquals("nothing", Shown.of(null));
    assertEquals("x".repeat(200), Shown.of("x".repeat(200)));
  }

  @Test
  void whatWouldForgeALineOrMoveACursorIsNotShown() {
    assertEquals("a\ufffd\ufffdb\ufffd[31m\ufffd", Shown.of("a\r\nb\u001b[31m\u0085"));
  }

  @Test
  void longTextIsCutBetweenCharacters() {
    assertEquals("😀".repeat(200) + '…', Shown.of("😀".repeat(1_000_000)));
  }
}
