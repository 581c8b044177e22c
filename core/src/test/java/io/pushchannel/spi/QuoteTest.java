package io.pushchannel.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class QuoteTest {

  @Test
  void whatIsShortIsShownWhole() {
    assertEquals("\"\"", Quote.of(""));
    assertEquals('"' + "x".repeat(128) + '"', Quote.of("x".repeat(128)));
  }

  @Test
  void controlCharactersAreReplaced() {
    assertEquals("\"\ufffd[2J\ufffd2K\ufffd\ufffdé\"", Quote.of("\u001b[2J\u009b2K\u007f\n\u00e9"));
  }

  @Test
  void ofWhatIsLongTheBeginningIsShown() {
    assertEquals('"' + "x".repeat(32) + "...\" (129 characters)", Quote.of("x".repeat(129)));
  }
}
