package io.pushchannel.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.StringJoiner;
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
    assertEquals(Cursor.parse("e1-9"), batch.cursor());
    assertEquals(
        new Gap(Cursor.ofPeer("what came"), Cursor.parse("e1-7"), Gap.Reason.EVICTED), batch.gap());
    assertEquals(
        List.of(
            new Message(Cursor.parse("e1-8"), "t", "\u20ac \ud83d\ude00"),
            new Message(Cursor.parse("e1-9"), "u", "")),
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
        Cursor.parse("e1-0"),
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
            "{\"cursor\":\"latest\",\"messages\":[]}",
            "{\"cursor\":\"e1-1\",\"cursor\":\"e1-2\",\"messages\":[]}",
            "{\"cursor\":\"e1-1\",\"messages\":[{\"id\":\"earliest\",\"topic\":\"t\",\"data\":\"\"}]}",
            "{\"cursor\":\"e1-1\",\"messages\":[],\"later\":[" + "{},".repeat(60_000) + "{}]}",
            "[".repeat(100_000))) {
      assertTrue(refusal(json).matches(".* must (be|have|not be) .*"), () -> refusal(json));
    }
  }

  @Test
  void aBatchIsToldInOrderItsCursorLast() throws IOException {
    List<String> events = new ArrayList<>();
    parse(WHOLE)
        .deliver(
            new Receiver() {
              @Override
              public void opened(Cursor cursor) {
                events.add("opened " + cursor);
              }

              @Override
              public void gap(Gap gap) {
                events.add("gap to " + gap.resumed());
              }

              @Override
              public void message(Message message) {
                events.add("message " + message.id());
              }

              @Override
              public void retryAfter(Duration retry) {
                events.add("retry");
              }
            });
    assertEquals(List.of("gap to e1-7", "message e1-8", "message e1-9", "opened e1-9"), events);
  }

  private static String batch(String cursor, String... ids) {
    StringJoiner messages = new StringJoiner(",", "[", "]");
    for (String id : ids) {
      messages.add("{\"id\":\"" + id + "\",\"topic\":\"t\",\"data\":\"\"}");
    }
    return "{\"cursor\":\"" + cursor + "\",\"messages\":" + messages + "}";
  }

  @Test
  void aBatchThatContradictsItselfIsRefused() {
    assertEquals(
        "a message of a batch must be after e1-5, was e1-4",
        refusal(batch("e1-5", "e1-3", "e1-5", "e1-4")));
    assertEquals(
        "a message of a batch must be after e1-3, was e1-3",
        refusal(batch("e1-3", "e1-3", "e1-3")));
    assertEquals(
        "a message of a batch must be after e1-3, was e2-4",
        refusal(batch("e1-4", "e1-3", "e2-4")));
    assertEquals(
        "the cursor of a batch must not be before e1-5, was e1-4", refusal(batch("e1-4", "e1-5")));
    assertEquals(
        "the cursor of a batch must not be before e1-5, was e2-9", refusal(batch("e2-9", "e1-5")));
    assertEquals(
        "a message of a batch must be after e1-7, was e1-7",
        refusal(WHOLE.replace("\"id\":\"e1-8\"", "\"id\":\"e1-7\"")));
  }

  @Test
  void anOldAnswerIsNotTakenForOneToThisPoll() throws IOException {
    Batch old = parse(batch("e1-5", "e1-5"));
    assertEquals(old, old.requireAnswerTo(Cursor.LATEST));
    assertEquals(old, old.requireAnswerTo(Cursor.parse("e1-5")));
    assertThrows(IOException.class, () -> old.requireAnswerTo(Cursor.parse("e1-6")));
    assertThrows(IOException.class, () -> old.requireAnswerTo(Cursor.parse("e2-1")));
    Batch evicted = parse(WHOLE);
    assertThrows(IOException.class, () -> evicted.requireAnswerTo(Cursor.parse("e1-10")));
    Batch ahead = parse(WHOLE.replace("evicted", "ahead"));
    assertEquals(ahead, ahead.requireAnswerTo(Cursor.parse("e1-10")));
    Batch reborn = parse(WHOLE.replace("evicted", "epoch"));
    assertEquals(reborn, reborn.requireAnswerTo(Cursor.parse("e7-1")));
  }

  @Test
  void onlyMessagesAfterThePlaceAskedForAreProgress() throws IOException {
    assertTrue(parse(batch("e1-5", "e1-5")).isProgress(Cursor.parse("e1-4")));
    assertFalse(parse(batch("e1-5", "e1-5")).isProgress(Cursor.parse("e1-5")));
    assertFalse(parse(batch("e1-5")).isProgress(Cursor.parse("e1-4")));
  }
}
