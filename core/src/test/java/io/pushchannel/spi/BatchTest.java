package io.pushchannel.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {

  private static final String WHOLE =
      """
      {"cursor":"e1-9","gap":{"after":"what came","resumed":"e1-7","reason":"evicted"},\
      "messages":[{"id":"e1-8","topic":"t","data":"\\u20ac \\ud83d\\ude00"},\
      {"id":"e1-9","topic":"u","data":""}]}""";

  private static Batch parse(String json) throws IOException {
    return Batch.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String refusal(String json) {
    return assertThrows(IOException.class, () -> parse(json), json).getMessage();
  }

  @Test
  void aBatchIsReadAsItIsWritten() throws IOException {
    Batch batch = parse(WHOLE);
    assertEquals(new Cursor("e1", 9), batch.cursor());
    assertEquals(
        new Gap(Cursor.parseLeniently("what came"), new Cursor("e1", 7), Gap.Reason.EVICTED),
        batch.gap());
    assertEquals(
        List.of(
            new Message(new Cursor("e1", 8), "t", "\u20ac \ud83d\ude00"),
            new Message(new Cursor("e1", 9), "u", "")),
        batch.messages());
  }

  @Test
  void anEmptyBatchIsOne() throws IOException {
    Batch batch = parse("{\"cursor\":\"e1-0\",\"messages\":[]}");
    assertEquals(List.of(), batch.messages());
    assertNull(batch.gap());
  }

  @Test
  void whatALaterVersionAddsIsSkipped() throws IOException {
    assertEquals(
        new Cursor("e1", 0),
        parse("{\"later\":[{}],\"cursor\":\"e1-0\",\"messages\":[]}").cursor());
  }

  @Test
  void anAnswerThatIsCutAnywhereIsRefused() {
    byte[] whole = WHOLE.getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(IOException.class, () -> Batch.parse(cut), () -> "cut at " + cut.length);
    }
  }

  @Test
  void whatIsNoBatchIsRefused() {
    for (String json :
        List.of(
            "null",
            "42",
            "[]",
            "\"text\"",
            "{}",
            "<html></html>",
            "{\"messages\":[]}",
            "{\"cursor\":\"e1-1\"}",
            "{\"cursor\":\"e1-1\",\"messages\":{}}",
            "{\"cursor\":\"somewhere\",\"messages\":[]}",
            "{\"cursor\":1,\"messages\":[]}",
            "{\"cursor\":\"e1-1\",\"messages\":[7]}",
            "{\"cursor\":\"e1-1\",\"messages\":[null]}",
            "{\"cursor\":\"e1-1\",\"messages\":[{\"id\":\"e1-1\",\"topic\":\"t\"}]}",
            "{\"cursor\":\"e1-1\",\"messages\":[{\"id\":\"e1-1\",\"topic\":\"t\",\"data\":1}]}",
            "{\"cursor\":\"e1-1\",\"messages\":[{\"id\":\"1\",\"topic\":\"t\",\"data\":\"\"}]}",
            "{\"cursor\":\"e1-1\",\"gap\":null,\"messages\":[]}",
            "{\"cursor\":\"e1-1\",\"gap\":{},\"messages\":[]}",
            "{\"cursor\":\"e1-1\",\"gap\":{\"after\":\"e1-0\",\"resumed\":\"e1-1\","
                + "\"reason\":\"bored\"},\"messages\":[]}",
            "{\"cursor\":\"e1-1\",\"messages\":[]} and more",
            "[".repeat(100_000))) {
      assertTrue(refusal(json).startsWith("expected "), () -> refusal(json));
    }
  }

  @Test
  void aBatchIsToldInOrderItsCursorLast() throws IOException {
    List<String> told = new ArrayList<>();
    parse(WHOLE)
        .deliver(
            new Receiver() {
              @Override
              public void opened(Cursor cursor) {
                told.add("opened " + cursor);
              }

              @Override
              public void gap(Gap gap) {
                told.add("gap to " + gap.resumed());
              }

              @Override
              public void message(Message message) {
                told.add("message " + message.id());
              }

              @Override
              public void retryAfter(Duration retry) {
                told.add("retry");
              }
            });
    assertEquals(List.of("gap to e1-7", "message e1-8", "message e1-9", "opened e1-9"), told);
  }
}
