package io.pushchannel.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.wire.Position;
import io.pushchannel.wire.WireBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SseFormatTest {

  private final WireBuffer out = new WireBuffer();

  private String written() {
    return new String(out.toByteArray(), UTF_8);
  }

  private static Message message(String data) {
    return new Message(Cursor.parse("e-7"), "prices", data);
  }

  @Test
  void aMessageIsAnEventOfItsTopicAndAChunk() {
    SseFormat.CHUNKED.encode(message("a"), out);
    assertEquals("1f\r\nevent: prices\nid: e-7\ndata: a\n\n\r\n", written());
  }

  @Test
  void toHttp10ItIsTheEventAlone() {
    SseFormat.PLAIN.encode(message("a"), out);
    assertEquals("event: prices\nid: e-7\ndata: a\n\n", written());
  }

  @Test
  void eachLineOfTextIsALineOfData() {
    SseFormat.PLAIN.encode(message("a\n\nb\n"), out);
    assertEquals("event: prices\nid: e-7\ndata: a\ndata: \ndata: b\ndata: \n\n", written());
  }

  @Test
  void anEmptyTextIsAnEmptyLine() {
    SseFormat.PLAIN.encode(message(""), out);
    assertEquals("event: prices\nid: e-7\ndata: \n\n", written());
  }

  @Test
  void theLengthOfAChunkIsInBytesAndHexadecimal() {
    SseFormat.CHUNKED.encode(message("é".repeat(300)), out);
    String event = "event: prices\nid: e-7\ndata: " + "é".repeat(300) + "\n\n";
    int length = event.getBytes(UTF_8).length;
    assertEquals(Integer.toHexString(length) + "\r\n" + event + "\r\n", written());
  }

  @Test
  void aStreamOpensWithItsCursorAndItsHeartbeat() {
    SseFormat.PLAIN.open(new Position("e", 4), Duration.ofSeconds(15), out);
    assertEquals(
        "retry: 2000\nevent: $open\nid: e-4\ndata: {\"cursor\":\"e-4\",\"heartbeat\":15000}\n\n",
        written());
  }

  @Test
  void aGapHasTheIdOfThePlaceWhereItEnds() {
    SseFormat.PLAIN.gap(new Gap(Cursor.parse("e-1"), Cursor.parse("e-5"), Gap.Reason.EVICTED), out);
    assertEquals(
        "event: $gap\nid: e-5\n"
            + "data: {\"after\":\"e-1\",\"resumed\":\"e-5\",\"reason\":\"evicted\"}\n\n",
        written());
  }

  @Test
  void aHeartbeatIsAComment() {
    SseFormat.CHUNKED.heartbeat(out);
    assertEquals("3\r\n:\n\n\r\n", written());
  }

  @Test
  void aByeEndsTheChunks() {
    SseFormat.CHUNKED.bye(Duration.ofMillis(1500), out);
    assertEquals(
        "2e\r\nretry: 1500\nevent: $bye\ndata: {\"retry\":1500}\n\n\r\n0\r\n\r\n", written());
  }
}
