package io.pushchannel.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Scans literal messages, split in two at every position and byte by byte. */
class HttpScannerTest {

  @Test
  void responsesWithALength() {
    everywhere(
        HttpScanner::responses,
        "HTTP/1.1 200 OK\r\nX: content-length: 9\r\nCONTENT-LENGTH:  2\r\n\r\nok"
            + "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n",
        "HEADERS 200 2",
        "BODY ok",
        "end",
        "HEADERS 201 0",
        "end");
  }

  @Test
  void responsesWithoutABody() {
    everywhere(
        HttpScanner::responses,
        "HTTP/1.1 100 Continue\r\n\r\n"
            + "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n"
            + "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n",
        "HEADERS 100 0",
        "end",
        "HEADERS 304 0",
        "end",
        "HEADERS 204 0",
        "end");
  }

  @Test
  void chunks() {
    everywhere(
        HttpScanner::responses,
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\ntransfer-encoding: gzip, Chunked\r\n\r\n"
            + "3;x=y\r\na\nb\r\n0A\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n"
            + "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n.",
        "HEADERS 200 -1",
        "CHUNK_SIZE",
        "BODY a\nb",
        "CHUNK_END",
        "CHUNK_SIZE",
        "BODY 0123456789",
        "CHUNK_END",
        "CHUNK_SIZE",
        "TRAILERS",
        "end",
        "HEADERS 200 1",
        "BODY .",
        "end");
  }

  @Test
  void aBodyUntilTheConnectionIsClosed() {
    everywhere(
        HttpScanner::responses,
        "HTTP/1.0 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
        "HEADERS 200 -1",
        "(BODY) HTTP/1.1 200 OK\r\n\r\n");
  }

  @Test
  void bytesAfterAnUpgradeAreOpaque() {
    everywhere(
        HttpScanner::responses,
        "HTTP/1.1 101 Switching Protocols\r\n\r\nframe\r\n\r\n",
        "HEADERS 101 0",
        "(OPAQUE) frame\r\n\r\n");
    HttpScanner scanner = HttpScanner.responses();
    byte[] upgrade = "HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(ISO_8859_1);
    scanner.scan(upgrade, 0, upgrade.length - 1);
    assertFalse(scanner.isUpgraded());
    scanner.scan(upgrade, upgrade.length - 1, upgrade.length);
    assertTrue(scanner.isUpgraded());
  }

  @Test
  void requests() {
    everywhere(
        HttpScanner::requests,
        "\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\nPOST / HTTP/1.1\r\nContent-Length: 4\r\n\r\n\r\n\r\n"
            + "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n2\r\n0\r\n\r\n",
        "HEADERS 0 0",
        "end",
        "HEADERS 0 4",
        "BODY \r\n\r\n",
        "end",
        "HEADERS 0 -1",
        "CHUNK_SIZE",
        "BODY 2",
        "CHUNK_END",
        "CHUNK_SIZE",
        "TRAILERS",
        "end");
  }

  @Test
  void bytesThatAreNotHttpAreOpaque() {
    String headers = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (String size : List.of("", "x", "1234567890")) {
      everywhere(
          HttpScanner::responses,
          headers + size + "\r\nand more",
          "HEADERS 200 -1",
          "CHUNK_SIZE",
          "(OPAQUE) and more");
    }
    HttpScanner scanner = HttpScanner.responses();
    byte[] endless = "x: y\r\n".repeat(20_000).getBytes(ISO_8859_1);
    int end = scanner.scan(endless, 0, endless.length);
    assertTrue(end < endless.length);
    assertEquals(endless.length, scanner.scan(endless, end, endless.length));
    assertEquals(HttpScanner.Part.OPAQUE, scanner.part());
  }

  private static void everywhere(
      Supplier<HttpScanner> scanner, String messages, String... expected) {
    byte[] bytes = messages.getBytes(ISO_8859_1);
    List<Integer> each = new ArrayList<>();
    for (int cut = 1; cut <= bytes.length; cut++) {
      each.add(cut);
      List<Integer> cuts = List.of(cut, bytes.length);
      assertEquals(List.of(expected), parts(scanner.get(), bytes, cuts), () -> "cut at " + cuts);
    }
    assertEquals(List.of(expected), parts(scanner.get(), bytes, each));
  }

  /** Returns the completed parts and the ends of messages; an incomplete part is in brackets. */
  private static List<String> parts(HttpScanner scanner, byte[] bytes, List<Integer> cuts) {
    List<String> parts = new ArrayList<>();
    StringBuilder range = new StringBuilder();
    int at = 0;
    for (int cut : cuts) {
      while (at < cut) {
        int from = at;
        at = scanner.scan(bytes, from, cut);
        range.append(new String(bytes, from, at - from, ISO_8859_1));
        if (scanner.isPartEnd()) {
          parts.add(text(scanner, range.toString()));
          range.setLength(0);
        }
        if (scanner.isMessageEnd()) {
          parts.add("end");
        }
      }
    }
    if (!range.isEmpty()) {
      parts.add("(" + scanner.part() + ") " + range);
    }
    return parts;
  }

  private static String text(HttpScanner scanner, String range) {
    return switch (scanner.part()) {
      case HEADERS -> "HEADERS " + scanner.status() + ' ' + scanner.contentLength();
      case BODY -> "BODY " + range;
      default -> scanner.part().toString();
    };
  }
}
