package io.pushchannel.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushFailureTest {

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 405, 410, 413, 414, 421, 426, 431, 451, 499})
  void aStatusThatBlamesTheRequestIsFinal(int status) {
    assertFalse(new PushFailure(status, "", null).isRetryable());
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 101, 200, 204, 206, 301, 304, 308, 408, 425, 429, 500, 503, 599, 999})
  void anyOtherMayPass(int status) {
    assertTrue(new PushFailure(status, "", null).isRetryable());
  }

  @Test
  void itKeepsWhatTheAnswerSays() {
    PushFailure busy =
        PushFailure.ofAnswer(503, "there", null, "7", "{\"title\":\"Busy\",\"detail\":\"wait\"}");
    assertEquals("got status 503 from there: wait", busy.getMessage());
    assertEquals(Duration.ofSeconds(7), busy.retryAfter());
    PushFailure plain = PushFailure.ofAnswer(404, "there", "/x", "later", "<html>");
    assertEquals("got status 404 from there", plain.getMessage());
    assertNull(plain.retryAfter());
  }

  @Test
  void aRedirectSaysWhereItLeads() {
    assertEquals(
        "got status 302 from there, which leads to http://x/; redirects are not followed",
        PushFailure.ofAnswer(302, "there", "http://x/", null, "").getMessage());
    assertEquals(
        "got status 302 from there",
        PushFailure.ofAnswer(302, "there", null, null, "").getMessage());
  }

  @Test
  void whatTheServerSaysIsShownShortAndHarmless() {
    String detail = "\\r\\n\\u001b" + "x".repeat(60_000);
    PushFailure failure =
        PushFailure.ofAnswer(500, "there", null, null, "{\"detail\":\"" + detail + "\"}");
    assertEquals(
        "got status 500 from there: \ufffd\ufffd\ufffd" + "x".repeat(197) + '…',
        failure.getMessage());
  }
}
