package io.pushchannel.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ExcerptTest {

  @Test
  void shortTextIsShownUnchanged() {
    assertEquals("text/html; charset=\"ü\" 😀", Excerpt.of("text/html; charset=\"ü\" 😀"));
    assertEquals("nothing", Excerpt.of(null));
    assertEquals("x".repeat(128), Excerpt.of("x".repeat(128)));
    assertEquals("\"\"", Excerpt.quoted(""));
    assertEquals('"' + "x".repeat(128) + '"', Excerpt.quoted("x".repeat(128)));
  }

  @Test
  void controlCharactersAreReplaced() {
    assertEquals("a\ufffd\ufffdb\ufffd[31m\ufffd", Excerpt.of("a\r\nb\u001b[31m\u0085"));
    assertEquals(
        "\"\ufffd[2J\ufffd2K\ufffd\ufffdé\"", Excerpt.quoted("\u001b[2J\u009b2K\u007f\n\u00e9"));
  }

  @Test
  void longTextIsCutBetweenCharacters() {
    assertEquals("x".repeat(128) + "... (129 characters)", Excerpt.of("x".repeat(129)));
    assertEquals('"' + "x".repeat(128) + "...\" (129 characters)", Excerpt.quoted("x".repeat(129)));
    assertEquals("😀".repeat(128) + "... (2000000 characters)", Excerpt.of("😀".repeat(1_000_000)));
  }
}
