package io.pushchannel.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pushchannel.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RefusalTest {

  @Test
  void theBodyIsAProblemObject() {
    HttpProblemException refusal =
        new HttpProblemException(400, "Bad topic", "expected 1 to 64 topics, got 0");
    assertEquals(
        "{\"title\":\"Bad topic\",\"status\":400,\"detail\":\"expected 1 to 64 topics, got 0\"}",
        new String(refusal.body(), StandardCharsets.UTF_8));
    assertEquals(Map.of(), refusal.headers());
  }

  @Test
  void whateverCameIsQuotedSafely() {
    for (String came :
        new String[] {"\"}{\\", "\r\nSet-Cookie: x", "\0", "\ud83d\ude00", "</script>"}) {
      JsonNode body =
          Json.MAPPER.readTree(new HttpProblemException(400, "Bad topic", "got " + came).body());
      assertEquals("got " + came, body.get("detail").stringValue());
      assertEquals(400, body.get("status").intValue());
    }
  }

  @Test
  void aPublishThatTheBusDidNotTakeIsRefusedByWhoseFaultItWas() {
    HttpProblemException message =
        HttpProblemException.ofPublish(new IllegalArgumentException("expected sense, got none"));
    assertEquals(400, message.status());
    assertEquals("expected sense, got none", message.detail());
    for (Throwable failure :
        new Throwable[] {
          new IllegalStateException("the bus is closed"),
          new CompletionException(new IllegalStateException("the bus is closed")),
          new CancellationException()
        }) {
      HttpProblemException bus = HttpProblemException.ofPublish(failure);
      assertEquals(503, bus.status());
      assertEquals(Map.of("Retry-After", "1"), bus.headers());
    }
    Throwable wrapped = new CompletionException(new IllegalArgumentException("expected sense"));
    assertEquals(400, HttpProblemException.ofPublish(wrapped).status());
  }

  @Test
  void halfASurrogatePairDoesNotSpoilTheBody() {
    JsonNode body =
        Json.MAPPER.readTree(new HttpProblemException(400, "Bad topic", "got \ud83d\"").body());
    assertEquals("got ?\"", body.get("detail").stringValue());
  }
}
