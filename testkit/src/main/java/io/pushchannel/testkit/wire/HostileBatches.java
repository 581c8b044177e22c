package io.pushchannel.testkit.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Hostile responses to a poll: valid HTTP without a valid batch. */
public final class HostileBatches {

  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
  private static final String CHUNKED = HEAD + "Transfer-Encoding: chunked\r\n\r\n";
  private static final String EMPTY = "{\"cursor\":\"e-0\",\"messages\":[]}";

  private HostileBatches() {}

  /** Returns all hostile responses, each of which ends an attempt. */
  public static List<HostileServer> all() {
    return Stream.of(responseKind(), sizes(), json(), sequences()).flatMap(List::stream).toList();
  }

  private static List<HostileServer> responseKind() {
    return List.of(
        HostileServer.answer(
            "a body that breaks off",
            HEAD + "Content-Length: 99\r\n\r\n" + EMPTY,
            "unexpected end"),
        HostileServer.answer(
            "a chunk that breaks off", CHUNKED + "99\r\n" + EMPTY, "unexpected end"),
        HostileServer.answer(
            "chunks without the last", CHUNKED + "2\r\n{}\r\n", "(unexpected end|EOF|expected)"),
        HostileServer.answer(
            "a chunk with an invalid length",
            CHUNKED + "zz\r\n{}\r\n0\r\n\r\n",
            "hexadecimal|Expected leading"),
        HostileServer.answer(
            "a chunk of negative length",
            CHUNKED + "-2\r\n{}\r\n0\r\n\r\n",
            "hexadecimal|Expected leading"),
        HostileServer.answer(
            "a chunk of more than all memory",
            CHUNKED + "7fffffffffffffff\r\n{}",
            "unexpected end"),
        HostileServer.answer(
            "a body in an encoding that was not requested",
            HEAD + "Content-Encoding: br\r\nContent-Length: 2\r\n\r\n{}",
            "a response must not be encoded from .*, was br"),
        HostileServer.answer(
            "a body that is not gzip, although its header says so",
            HEAD + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
            "IOException|EOFException"));
  }

  private static List<HostileServer> sizes() {
    String tooLarge = "response from .* must have at most 16777216 bytes, had more";
    return List.of(
        HostileServer.endless("an endless body", HEAD + "\r\n", " ", tooLarge),
        HostileServer.endless(
            "endless chunks", CHUNKED, "400\r\n" + " ".repeat(1024) + "\r\n", tooLarge),
        HostileServer.endless(
            "an endless text", HEAD + "\r\n{\"messages\":[{\"data\":\"", "x", tooLarge),
        HostileServer.answer(
            "a length of more than all memory",
            HEAD + "Content-Length: 9223372036854775807\r\n\r\n{}",
            "unexpected end|end of stream"),
        HostileServer.answer(
            "512 MiB, zipped", HEAD + "Content-Encoding: gzip\r\n\r\n" + bomb(), tooLarge));
  }

  private static List<HostileServer> json() {
    return List.of(
        batch("an empty body", "", "a batch must have"),
        batch("null", "null", "a batch must have"),
        batch("HTML instead of JSON", "<html></html>", "a batch must be JSON, was malformed"),
        batch("half a batch", "{\"cursor\":\"e-1\",", "a batch must be JSON, was malformed"),
        batch("more than a batch", EMPTY + EMPTY, "a batch must be JSON, was malformed"),
        batch(
            "a million levels of nesting",
            "[".repeat(1_000_000),
            "a batch must be JSON, was malformed: .*depth"),
        batch(
            "a million small objects",
            "{\"later\":[" + "{},".repeat(1_000_000) + "{}]}",
            "a batch must be JSON, was malformed: .*[Tt]oken"),
        batch(
            "a number of a million digits",
            "{\"later\":" + "9".repeat(1_000_000) + "}",
            "a batch must be JSON, was malformed: .*[Nn]umber"),
        batch(
            "text that is not UTF-8",
            holding("e-1", message("e-1", "t", "\u00ff")),
            "a batch must be JSON, was malformed: .*UTF-8"),
        batch("a field twice", "{\"cursor\":\"e-1\"," + EMPTY.substring(1), "Duplicate"),
        batch(
            "a number instead of a text",
            holding("e-1", "{\"id\":\"e-1\",\"topic\":\"t\",\"data\":1}"),
            "\"data\" must be text"),
        batch("no id", holding("e-1", "{\"topic\":\"t\",\"data\":\"\"}"), "\"id\" must be text"),
        batch(
            "an id that is not a cursor",
            holding("e-1", message("x".repeat(99_999), "t", "")),
            "position must be"),
        batch(
            "an id that is a word", holding("e-1", message("latest", "t", "")), "position must be"),
        batch("a cursor that is a word", holding("earliest"), "position must be"),
        batch(
            "a gap with an unknown reason",
            gap("e-0", "e-1", "bored"),
            "the reason of a gap must be"),
        batch("a gap without a position", gap("e-0", "latest", "evicted"), "position must be"));
  }

  private static List<HostileServer> sequences() {
    return List.of(
        batch(
            "ids out of order",
            holding("e-2", message("e-2", "t", ""), message("e-1", "t", "")),
            "a message of a batch must be after e-2, was e-1"),
        batch(
            "an id twice",
            holding("e-2", message("e-2", "t", ""), message("e-2", "t", "")),
            "a message of a batch must be after e-2, was e-2"),
        batch(
            "ids of two epochs",
            holding("e-2", message("e-1", "t", ""), message("f-2", "t", "")),
            "a message of a batch must be after e-1, was f-2"),
        batch(
            "a cursor before its messages",
            holding("e-1", message("e-2", "t", "")),
            "the cursor of a batch must not be before e-2, was e-1"),
        batch(
            "a message on a topic that was not requested",
            holding("e-1", message("e-1", "u", "")),
            "a message must be on a topic of the channel, was on u"),
        batch(
            "a control event as a message",
            holding("e-1", message("e-1", "$bye", "")),
            "a message must be on a topic of the channel"),
        two(
            "an older response",
            holding("e-1", message("e-1", "t", "before")),
            "the cursor of a batch must not be before e-2, was e-1"),
        two(
            "a cursor of another epoch",
            holding("f-9"),
            "the cursor of a batch must not be before e-2, was f-9"),
        two(
            "messages of another epoch",
            holding("f-9", message("f-9", "t", "stranger")),
            "the cursor of a batch must not be before e-2, was f-9"),
        two(
            "a gap of another epoch",
            gap("e-2", "f-3", "evicted"),
            "the cursor of a batch must not be before e-2, was f-3"));
  }

  /** Returns servers that respond to every poll immediately and without progress. */
  public static List<HostileServer> busy() {
    return List.of(
        tripled(holding("e-2", message("e-2", "t", "first"))),
        answering("the same empty batch, immediately", holding("e-2")),
        answering(
            "the same old messages, immediately", holding("e-2", message("e-2", "t", "first"))),
        answering(
            "the same old messages, in a full batch",
            holding("e-2", message("e-2", "t", "first")) + " ".repeat(1 << 20)));
  }

  /** Returns a server that sends each response three times. */
  private static HostileServer tripled(String body) {
    return new HostileServer(
        "each response three times",
        client -> {
          while (true) {
            client.request();
            String answer = HEAD + "Content-Length: " + body.length() + "\r\n\r\n" + body;
            client.send(answer + answer + answer);
          }
        },
        "",
        List.of("first"));
  }

  private static HostileServer answering(String name, String body) {
    return new HostileServer(
        name,
        client -> {
          while (true) {
            answer(client, body);
          }
        },
        "",
        body.contains("first") ? List.of("first") : List.of());
  }

  private static HostileServer batch(String name, String body, String end) {
    return HostileServer.answer(
        name, HEAD + "Content-Length: " + body.length() + "\r\n\r\n" + body, end);
  }

  /** Returns a server that sends a valid batch up to cursor {@code e-2}, and then {@code body}. */
  private static HostileServer two(String name, String body, String end) {
    return new HostileServer(
        name,
        client -> {
          answer(client, holding("e-2", message("e-2", "t", "first")));
          answer(client, body);
          client.end();
        },
        end,
        List.of("first"));
  }

  private static void answer(ScriptedPeer client, String body) throws IOException {
    client.request();
    client.send(HEAD + "Content-Length: " + body.length() + "\r\n\r\n" + body);
  }

  private static String holding(String cursor, String... messages) {
    return "{\"cursor\":\"" + cursor + "\",\"messages\":[" + String.join(",", messages) + "]}";
  }

  private static String message(String id, String topic, String data) {
    return "{\"id\":\"" + id + "\",\"topic\":\"" + topic + "\",\"data\":\"" + data + "\"}";
  }

  private static String gap(String after, String resumed, String reason) {
    return "{\"cursor\":\""
        + resumed
        + "\",\"gap\":{\"after\":\""
        + after
        + "\",\"resumed\":\""
        + resumed
        + "\",\"reason\":\""
        + reason
        + "\"},\"messages\":[]}";
  }

  private static String bomb() {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
      byte[] spaces = " ".repeat(1 << 20).getBytes(ISO_8859_1);
      for (int i = 0; i < 512; i++) {
        zip.write(spaces);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toString(ISO_8859_1);
  }
}
