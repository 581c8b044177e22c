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
    for (String name :
        List.of(
            "",
            " ",
            "a b",
            "a\n",
            "\n",
            "a\r",
            "caf\u00e9",
            "a,b",
            "a?b",
            "*",
            "\0",
            "\ud83d\ude00")) {
      assertEquals(RULE + '"' + name + '"', refusal(name));
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
    assertTrue(message.length() < 200, message);
    assertTrue(message.endsWith("...\" (1000000 characters)"), message);
    assertTrue(refusal("x".repeat(129)).endsWith("(129 characters)"));
  }
}
