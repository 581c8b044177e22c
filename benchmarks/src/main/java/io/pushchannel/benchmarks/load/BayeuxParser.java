package io.pushchannel.benchmarks.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Parses consecutive responses to the polls of a Bayeux client: 200 with an array of messages, with
 * a Content-Length or in chunks. The reported cursor is the client id, with a plus sign before it
 * after the subscription.
 */
final class BayeuxParser implements Parser {

  private static final byte[] LINE_END = Bytes.of("\r\n");
  private static final byte[] HEAD_END = Bytes.of("\r\n\r\n");
  private static final byte[] LAST_CHUNK = Bytes.of("\r\n0\r\n\r\n");
  private static final byte[] DATA = Bytes.of("\"data\":\"");
  private static final String LENGTH = "\r\ncontent-length: ";
  private static final String CLIENT_ID = "\"clientId\":\"";

  private String client = "";
  private boolean subscribed;

  @Override
  public int parse(byte[] bytes, int from, int to, ParserListener listener) throws IOException {
    int at = from;
    while (true) {
      int headEnd = Bytes.find(bytes, at, to, HEAD_END);
      if (headEnd < 0) {
        return at;
      }
      int body = headEnd + HEAD_END.length;
      String head = Bytes.text(bytes, at, headEnd + LINE_END.length).toLowerCase(Locale.ROOT);
      int end = end(head, bytes, body, to);
      if (end < 0) {
        return at;
      }
      answer(isChunked(head) ? joined(bytes, body) : copy(bytes, body, end), listener);
      at = end;
    }
  }

  /** Returns the end of the response, or -1 if it is incomplete. */
  private static int end(String head, byte[] bytes, int body, int to) throws IOException {
    if (!head.startsWith("http/1.1 200")) {
      throw new IOException("Bayeux response must be 200, was " + head);
    }
    if (isChunked(head)) {
      int last = Bytes.find(bytes, body, to, LAST_CHUNK);
      return last < 0 ? -1 : last + LAST_CHUNK.length;
    }
    int length = head.indexOf(LENGTH) + LENGTH.length();
    int end = body + Integer.parseInt(head.substring(length, head.indexOf('\r', length)));
    return end > to ? -1 : end;
  }

  private static boolean isChunked(String head) {
    return head.contains("\r\ntransfer-encoding: chunked\r\n");
  }

  private static byte[] copy(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  private static byte[] joined(byte[] bytes, int from) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int at = from;
    while (true) {
      int lineEnd = Bytes.find(bytes, at, bytes.length, LINE_END);
      int length = Integer.parseInt(Bytes.text(bytes, at, lineEnd), 16);
      if (length == 0) {
        return body.toByteArray();
      }
      body.write(bytes, lineEnd + LINE_END.length, length);
      at = lineEnd + LINE_END.length + length + LINE_END.length;
    }
  }

  private void answer(byte[] body, ParserListener listener) throws IOException {
    String text = Bytes.text(body, 0, body.length);
    if (text.contains("\"successful\":false")) {
      throw new IOException("Bayeux server rejected a message: " + text);
    }
    for (int at = Bytes.find(body, 0, body.length, DATA); at >= 0; ) {
      Bytes.stamp(body, at + DATA.length, body.length, listener);
      at = Bytes.find(body, at + DATA.length, body.length, DATA);
    }
    if (text.contains("\"/meta/handshake\"")) {
      int id = text.indexOf(CLIENT_ID) + CLIENT_ID.length();
      client = text.substring(id, text.indexOf('"', id));
      tell(client, listener);
      listener.answered();
    } else {
      if (!subscribed) {
        subscribed = true;
        tell('+' + client, listener);
      }
      listener.opened();
    }
  }

  private static void tell(String cursor, ParserListener listener) {
    byte[] bytes = Bytes.of(cursor);
    listener.cursor(bytes, 0, bytes.length);
  }
}
