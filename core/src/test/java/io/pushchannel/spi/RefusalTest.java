package io.pushchannel.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RefusalTest {

  @Test
  void theBodyIsAProblemObject() {
    Refusal refusal = new Refusal(400, "Bad topic", "expected 1 to 64 topics, got 0");
    assertEquals(
        "{\"title\":\"Bad topic\",\"status\":400,\"detail\":\"expected 1 to 64 topics, got 0\"}",
        new String(refusal.body(), StandardCharsets.UTF_8));
    assertEquals(Map.of(), refusal.headers());
  }

  @Test
  void whateverCameIsQuotedSafely() {
    for (String came :
        new String[] {"\"}{\\", "\r\nSet-Cookie: x", "\0", "\ud83d\ude00", "</script>"}) {
      JsonNode body = Json.MAPPER.readTree(new Refusal(400, "Bad topic", "got " + came).body());
      assertEquals("got " + came, body.get("detail").stringValue());
      assertEquals(400, body.get("status").intValue());
    }
  }

  @Test
  void halfASurrogatePairDoesNotSpoilTheBody() {
    JsonNode body = Json.MAPPER.readTree(new Refusal(400, "Bad topic", "got \ud83d\"").body());
    assertEquals("got ?\"", body.get("detail").stringValue());
  }
}
