package io.pushchannel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TopicTest {

  private static final String RULE =
      "topic must have 1 to 128 characters of A-Z a-z 0-9 . _ : / -, was ";

  private static String refusal(String name) {
    return assertThrows(IllegalArgumentException.class, () -> Topic.requireValid(name))
        .getMessage();
  }

  @Test
  void everyCharacterOfTheRuleIsValid() {
    for (String name :
        List.of("t", "prices", "Stock/EUR:USD_1.0-x", "/", "-", "0", "x".repeat(128))) {
      assertEquals(name, Topic.requireValid(name));
    }
  }

  @Test
  void anythingElseIsRefusedByName() {
    for (String name : List.of("", " ", "a b", "caf\u00e9", "a,b", "a?b", "*", "\ud83d\ude00")) {
      assertEquals(RULE + '"' + name + '"', refusal(name));
    }
  }

  @Test
  void controlCharactersAreRefusedAndNotRepeated() {
    for (String name : List.of("a\n", "a\r", "a\0", "a\u001b", "a\u009b")) {
      assertEquals(RULE + "\"a\ufffd\"", refusal(name));
    }
    assertEquals(RULE + "\"\ufffd\"", refusal("\n"));
  }

  @Test
  void namesOfEventsThatAnEventSourceDispatchesItselfAreRefused() {
    for (String name : List.of("error", "open")) {
      assertEquals(
          "topic must not be error or open, which EventSource dispatches itself, was \""
              + name
              + '"',
          refusal(name));
    }
    for (String name : List.of("message", "Error", "OPEN", "errors", "open/1")) {
      assertEquals(name, Topic.requireValid(name));
    }
  }

  @Test
  void namesOfControlEventsAreNoTopics() {
    for (String name : List.of("$open", "$gap", "$bye", "$")) {
      assertEquals(RULE + '"' + name + '"', refusal(name));
    }
  }

  @Test
  void aLongNameIsNotRepeatedInFull() {
    String message = refusal("x".repeat(1_000_000));
    assertTrue(message.length() < 256, message);
    assertTrue(message.endsWith("...\" (1000000 characters)"), message);
    assertTrue(refusal("x".repeat(129)).endsWith("(129 characters)"));
  }
}
