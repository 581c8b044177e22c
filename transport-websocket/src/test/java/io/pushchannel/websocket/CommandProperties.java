package io.pushchannel.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.wire.Json;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.java_websocket.exceptions.InvalidDataException;
import tools.jackson.databind.JsonNode;

/** The parser of commands says the same as a tree of the same JSON, where it says anything. */
class CommandProperties {

  private static final List<String> PARTS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "\"publish\"",
          "\"subscribe\"",
          "\"unsubscribe\"",
          "\"topic\":\"t\"",
          "\"data\":\"x\"",
          "\"ref\":\"1\"",
          "\"key\":\"k\"",
          "\"t\"",
          "1",
          "null",
          "1e9",
          "\"\\ud800\"",
          " ",
          "{\"publish\":{",
          "{\"subscribe\":[",
          "}}",
          "]}");

  @Property(tries = 3000)
  void whatIsNearlyACommandIsOneOrNone(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(PARTS.get(19 + random.nextInt(2)));
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append(PARTS.get(random.nextInt(PARTS.size())));
    }
    requireCommandOrNone(text.append(PARTS.get(21 + random.nextInt(2))).toString());
  }

  static void requireCommandOrNone(String text) {
    try {
      Command command = CommandParser.parse(text, 3);
      JsonNode tree = Json.MAPPER.readTree(text);
      if (command instanceof Command.Publish publish) {
        JsonNode data = tree.path("publish").path("data");
        assertEquals(data.isString() ? data.stringValue() : null, publish.data());
      } else if (command instanceof Command.Subscribe subscribe) {
        assertNotNull(tree.get("subscribe"));
        assertTrue(subscribe.topics().size() <= 4);
      }
    } catch (InvalidDataException e) {
      assertEquals(1007, e.getCloseCode());
    }
  }
}
