package io.pushchannel.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.pushchannel.PushRefusedException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProblemResponseTest {

  @Test
  void itKeepsWhatTheAnswerSays() {
    PushRefusedException busy =
        new ProblemResponse(503, "there", null, "7", "{\"title\":\"Busy\",\"detail\":\"wait\"}")
            .toException();
    assertEquals("received status 503 from there: wait", busy.getMessage());
    assertEquals(Duration.ofSeconds(7), busy.retryAfter());
    PushRefusedException plain =
        new ProblemResponse(404, "there", "/x", "later", "<html>").toException();
    assertEquals("received status 404 from there", plain.getMessage());
    assertNull(plain.retryAfter());
  }

  @Test
  void aRedirectSaysWhereItLeads() {
    assertEquals(
        "received status 302 from there, which leads to http://x/; redirects are not followed",
        new ProblemResponse(302, "there", "http://x/", null, "").toException().getMessage());
    assertEquals(
        "received status 302 from there",
        new ProblemResponse(302, "there", null, null, "").toException().getMessage());
  }

  @Test
  void whatTheServerSaysIsShownShortAndHarmless() {
    String detail = "\\r\\n\\u001b" + "x".repeat(60_000);
    PushRefusedException failure =
        new ProblemResponse(500, "there", null, null, "{\"detail\":\"" + detail + "\"}")
            .toException();
    assertEquals(
        "received status 500 from there: \ufffd\ufffd\ufffd"
            + "x".repeat(125)
            + "... (60003 characters)",
        failure.getMessage());
  }
}
