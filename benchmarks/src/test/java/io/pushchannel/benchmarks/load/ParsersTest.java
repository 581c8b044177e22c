package io.pushchannel.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Feeds each parser literal bytes, split at every position. */
class ParsersTest {

  private static final String NINE = new MessageStamp(9, 123456789).toText(60);
  private static final String TEN = new MessageStamp(10, 1234567890).toText(60);

  @Test
  void ourEventStream() throws IOException {
    String stream =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + chunk("retry: 2000\nevent: $open\nid: e-8\ndata: {\"cursor\":\"e-8\"}\n\n")
            + chunk("event: load\nid: e-9\ndata: " + NINE + "\n\n")
            + chunk(":\n\n")
            + chunk("event: $gap\nid: e-9\ndata: {}\n\n")
            + chunk("event: load\nid: e-10\ndata: " + TEN + "\n\n")
            + chunk("retry: 900\nevent: $bye\ndata: {}\n\n");
    everywhere(
        () -> new HeadParser(200, head -> new SseParser()),
        stream.getBytes(StandardCharsets.US_ASCII),
        "e-10",
        "opened",
        "9@123456789",
        "gap",
        "10@1234567890",
        "leaving");
  }

  @Test
  void aForeignEventStreamWithChunksThatEndAnywhere() throws IOException {
    String events = "id:7\ndata:" + NINE + "\n\n: nothing\n\nretry: 5\nevent: x\ndata: " + TEN;
    events += "\r\n\r\ndata: {\"no\":\"stamp\"}\n\n";
    for (int length = 1; length < events.length(); length += 7) {
      StringBuilder stream =
          new StringBuilder("HTTP/1.1 200 OK\r\nTRANSFER-ENCODING:chunked\r\n\r\n");
      for (int at = 0; at < events.length(); at += length) {
        stream.append(chunk(events.substring(at, Math.min(events.length(), at + length))));
      }
      stream.append("0\r\n\r\n");
      everywhere(
          () -> new HeadParser(200, PlainSseParser::new),
          stream.toString().getBytes(StandardCharsets.US_ASCII),
          "",
          "opened",
          "9@123456789",
          "10@1234567890",
          "leaving");
    }
  }

  @Test
  void aForeignEventStreamWithoutChunks() throws IOException {
    String stream = "HTTP/1.1 200 OK\r\n\r\ndata: " + NINE + "\n\ndata: " + TEN + "\n\n";
    everywhere(
        () -> new HeadParser(200, PlainSseParser::new),
        stream.getBytes(StandardCharsets.US_ASCII),
        "",
        "opened",
        "9@123456789",
        "10@1234567890");
  }

  @Test
  void bayeux() throws IOException {
    String handshake =
        "[{\"channel\":\"/meta/handshake\",\"clientId\":\"c1\",\"successful\":true}]";
    String subscribed =
        "[{\"channel\":\"/meta/subscribe\",\"successful\":true},"
            + "{\"channel\":\"/meta/connect\",\"successful\":true}]";
    String polled =
        "[{\"data\":\"" + NINE + "\",\"channel\":\"/load\"},{\"channel\":\"/meta/connect\",";
    String rest = "\"successful\":true},{\"data\":\"" + TEN + "\",\"channel\":\"/load\"}]";
    String responses =
        "HTTP/1.1 200 OK\r\nContent-Length: "
            + handshake.length()
            + "\r\n\r\n"
            + handshake
            + "HTTP/1.1 200 OK\r\nX: y\r\ncontent-length: "
            + subscribed.length()
            + "\r\nY: z\r\n\r\n"
            + subscribed
            + "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + chunk(polled)
            + chunk(rest)
            + "0\r\n\r\n";
    everywhere(
        BayeuxParser::new,
        responses.getBytes(StandardCharsets.US_ASCII),
        "+c1",
        "answered",
        "opened",
        "9@123456789",
        "10@1234567890",
        "opened");
  }

  @Test
  void bayeuxThatRefuses() {
    String body = "[{\"channel\":\"/meta/handshake\",\"successful\":false}]";
    byte[] answer =
        ("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
            .getBytes(StandardCharsets.US_ASCII);
    var failure =
        assertThrows(
            IOException.class,
            () -> new BayeuxParser().parse(answer, 0, answer.length, new RecordingListener()));
    assertTrue(failure.getMessage().contains(body), failure.getMessage());
  }

  @Test
  void ourWebSocket() throws IOException {
    byte[] stream =
        join(
            "HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
            frame(0x81, "{\"control\":\"open\",\"cursor\":\"e-8\",\"heartbeat\":15000}"),
            frame(0x81, json("e-9", NINE)),
            frame(0x89, "hi"),
            frame(0x81, "{\"control\":\"gap\",\"after\":\"e-9\"}"),
            frame(0x81, json("e-10", TEN + ".".repeat(100))),
            frame(0x81, json("e-11", TEN + ".".repeat(66_000))),
            frame(0x88, "\u0003bye"));
    everywhere(
        () -> new HeadParser(101, head -> WebSocketParser.ours()),
        stream,
        "e-11",
        "opened",
        "9@123456789",
        "ping hi",
        "gap",
        "10@1234567890",
        "10@1234567890",
        "leaving");
  }

  @Test
  void aForeignWebSocket() throws IOException {
    byte[] stream =
        join(
            "HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
            frame(0x81, "hello"),
            frame(0x81, NINE),
            frame(0x81, ""),
            frame(0x81, TEN));
    everywhere(
        () -> new HeadParser(101, head -> WebSocketParser.plain()),
        stream,
        "",
        "opened",
        "9@123456789",
        "10@1234567890");
  }

  @Test
  void answersToPolls() throws IOException {
    String stream =
        answer("{\"cursor\":\"e-8\",\"messages\":[]}")
            + "HTTP/1.1 304 Not Modified\r\nETag: \"e-8\"\r\n\r\n"
            + answer(
                "{\"cursor\":\"e-11\",\"gap\":{\"after\":\"e-8\"},\"messages\":["
                    + json("e-9", NINE)
                    + ','
                    + json("e-10", TEN)
                    + ','
                    + json("e-11", TEN)
                    + "]}");
    everywhere(
        BatchParser::new,
        stream.getBytes(StandardCharsets.US_ASCII),
        "e-11",
        "opened",
        "opened",
        "gap",
        "9@123456789",
        "10@1234567890",
        "10@1234567890",
        "opened");
  }

  @Test
  void whatIsNotWhatWasAskedForIsNamed() {
    refused(new HeadParser(200, head -> new SseParser()), "HTTP/1.1 503 Busy\r\n\r\n", "503");
    refused(new SseParser(), "nothing here", "chunk length");
    refused(new SseParser(), chunk("event: load\nid: e-1\ndata: text\n\n"), "stamp");
    refused(new BatchParser(), "HTTP/1.1 429 Too Many\r\nContent-Length: 0\r\n\r\n", "429");
    refused(new BatchParser(), answer("[]"), "batch");
    refused(WebSocketParser.ours(), "\u0001\u0000", "0x1");
  }

  /** Parses the stream split in two at every position, and byte by byte. */
  private static void everywhere(
      Supplier<Parser> parser, byte[] stream, String cursor, String... expected)
      throws IOException {
    int step = Math.max(1, stream.length / 3000);
    for (int cut = 0; cut <= stream.length; cut += step) {
      assertHeard(parser.get(), stream, new int[] {cut, stream.length}, cursor, expected);
    }
    if (stream.length < 3000) {
      int[] each = new int[stream.length];
      Arrays.setAll(each, i -> i + 1);
      assertHeard(parser.get(), stream, each, cursor, expected);
    }
  }

  private static void assertHeard(
      Parser parser, byte[] stream, int[] cuts, String cursor, String[] expected)
      throws IOException {
    RecordingListener heard = new RecordingListener();
    int parsed = 0;
    for (int cut : cuts) {
      // bytes that have not arrived yet are zero, so reading them fails the test
      byte[] soFar = Arrays.copyOf(Arrays.copyOf(stream, cut), stream.length);
      parsed = parser.parse(soFar, parsed, cut, heard);
    }
    assertEquals(List.of(expected), heard.heard, () -> "cut at " + Arrays.toString(cuts));
    assertEquals(cursor, heard.cursor);
    assertEquals(stream.length, parsed);
  }

  private static void refused(Parser parser, String stream, String named) {
    byte[] bytes = stream.getBytes(StandardCharsets.ISO_8859_1);
    IOException e =
        assertThrows(
            IOException.class, () -> parser.parse(bytes, 0, bytes.length, new RecordingListener()));
    assertTrue(e.getMessage().contains(named), e.getMessage());
  }

  private static String chunk(String data) {
    return Integer.toHexString(data.length()) + "\r\n" + data + "\r\n";
  }

  private static String json(String id, String data) {
    return "{\"id\":\"" + id + "\",\"topic\":\"load\",\"data\":\"" + data + "\"}";
  }

  private static String answer(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\nX: y\r\n\r\n" + body;
  }

  private static byte[] frame(int first, String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(first);
    if (bytes.length < 126) {
      frame.write(bytes.length);
    } else if (bytes.length < 1 << 16) {
      frame.write(126);
      frame.write(bytes.length >> 8);
      frame.write(bytes.length);
    } else {
      frame.write(127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        frame.write((int) ((long) bytes.length >> shift));
      }
    }
    frame.writeBytes(bytes);
    return frame.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
