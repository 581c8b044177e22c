package io.pushchannel.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The same as {@link RequestFuzzTest}, on requests that are nearly right. */
class RequestProperties {

  private static final List<String> PARTS =
      List.of(
          "GET /push HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /push?topic=t&limit=7&topic=%c3%a9 HTTP/1.1\r\nHost: a:80\r\nOrigin: http://a\r\n\r\n",
          "POST /push?topic=a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
          "POST /push HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\nX: y\r\n\r\n",
          "POST /push HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nx",
          "OPTIONS /push HTTP/1.1\r\nHost: a\r\nOrigin: https://listed.example\r\nAccess-Control-Request-Method: GET\r\n\r\n",
          "GET http://a/push HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");

  private static final List<String> PIECES =
      List.of(
          "\r\n",
          "\n",
          "\r",
          " ",
          "\t",
          ":",
          ",",
          ";",
          "\0",
          "%",
          "%zz",
          "0",
          "-1",
          "ffffffff",
          "chunked",
          "Content-Length: 3\r\n",
          "Transfer-Encoding: chunked\r\n",
          "Host: b\r\n",
          "HTTP/1.1",
          "HTTP/1.0",
          "HTTP/2.0",
          "\u00ff",
          "x".repeat(600));

  @Example
  void blanksBeforeALineDoNotCountForItsLength() {
    Wire.requireAnswers((" ".repeat(3) + "x".repeat(512) + "\n").getBytes(ISO_8859_1));
    Wire.requireAnswers((" ".repeat(3) + "x".repeat(600) + "\r\n\r\n").getBytes(ISO_8859_1));
  }

  @Property(tries = 600)
  void whatIsNearlyARequestIsAnswered(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder bytes = new StringBuilder();
    for (int i = 0; i <= random.nextInt(4); i++) {
      bytes.append(PARTS.get(random.nextInt(PARTS.size())));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      spoil(bytes, random);
    }
    Wire.requireAnswers(bytes.toString().getBytes(ISO_8859_1));
  }

  /** Puts something in, takes something away, or says something twice. */
  private static void spoil(StringBuilder bytes, Random random) {
    int from = random.nextInt(bytes.length() + 1);
    int to = Math.min(bytes.length(), from + random.nextInt(20));
    switch (random.nextInt(4)) {
      case 0 -> bytes.insert(from, PIECES.get(random.nextInt(PIECES.size())));
      case 1 -> bytes.delete(from, to);
      case 2 -> bytes.insert(to, bytes.substring(from, to));
      default -> bytes.replace(from, to, PIECES.get(random.nextInt(PIECES.size())));
    }
  }
}
