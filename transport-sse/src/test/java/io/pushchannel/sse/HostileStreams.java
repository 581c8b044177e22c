package io.pushchannel.sse;

import io.pushchannel.testkit.wire.HostileServer;
import io.pushchannel.testkit.wire.ScriptedPeer;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** What may come in place of a good event stream. */
final class HostileStreams {

  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n";
  private static final String OPEN =
      event("$open", "e-0", "{\"cursor\":\"e-0\",\"heartbeat\":500}");
  private static final String FIRST = event("t", "e-1", "first");

  /** An answer that opens, and asks to come back at once. */
  static final String BYE = HEAD + "\r\n" + OPEN + event("$bye", "e-0", "{\"retry\":0}");

  private HostileStreams() {}

  static List<HostileServer> all() {
    return Stream.of(carriage(), sizes(), openings(), events()).flatMap(List::stream).toList();
  }

  /** They open, and go at once, again and again. */
  static List<HostileServer> busy() {
    return List.of(
        HostileServer.answer("streams that open and end", HEAD + "\r\n" + OPEN, ""),
        HostileServer.answer(
            "streams that open and send away for no time",
            HEAD + "\r\n" + OPEN + event("$bye", "e-0", "{\"retry\":0}"),
            ""),
        new HostileServer(
            "streams that repeat events",
            client -> {
              client.request();
              client.send(HEAD + "\r\n" + OPEN + FIRST).end();
            },
            "",
            List.of("first")));
  }

  private static List<HostileServer> carriage() {
    String chunked = HEAD + "Transfer-Encoding: chunked\r\n\r\n";
    return List.of(
        HostileServer.answer("a stream of nothing", HEAD + "\r\n", "without a goodbye"),
        HostileServer.answer("a stream that only opens", HEAD + "\r\n" + OPEN, "without a goodbye"),
        HostileServer.answer(
            "a chunk that breaks off", chunked + "ff\r\n" + OPEN, "unexpected end"),
        HostileServer.answer(
            "a chunk whose length is none", chunked + "x\r\n", "hexadecimal|Expected leading"),
        HostileServer.answer(
            "a length that is not reached",
            HEAD + "Content-Length: 999\r\n\r\n" + OPEN,
            "unexpected end"),
        HostileServer.answer(
            "a zipped stream",
            HEAD + "Content-Encoding: gzip\r\n\r\n" + OPEN,
            "a response must not be encoded from .*, was gzip"),
        HostileServer.answer(
            "another type of text",
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + OPEN,
            "Content-Type must be text/event-stream from .*, was text/plain"));
  }

  private static List<HostileServer> sizes() {
    String tooLarge = "event must have at most 16777216 bytes, had more";
    return List.of(
        HostileServer.endless("a line without end", HEAD + "\r\n" + OPEN, "x", tooLarge),
        HostileServer.endless("an event without end", HEAD + "\r\n" + OPEN, "data: x\n", tooLarge),
        HostileServer.endless(
            "an event of empty lines of data", HEAD + "\r\n" + OPEN, "data\n", tooLarge),
        HostileServer.endless("a comment without end", HEAD + "\r\n" + OPEN + ":", "x", tooLarge),
        HostileServer.answer(
            "a million little objects",
            HEAD + "\r\n" + event("$open", "e-0", "[" + "{},".repeat(1_000_000) + "{}]"),
            "must be JSON, was malformed: .*[Tt]oken"));
  }

  private static List<HostileServer> openings() {
    return List.of(
        new HostileServer(
            "a stream that never opens, with comments",
            client -> {
              client.request();
              client.send(HEAD + "\r\n");
              HostileServer.trickle(client, ": still there\n\n");
            },
            "start of the stream not received from .* within 1500 ms"),
        new HostileServer(
            "an open stream that falls silent",
            client -> silent(client, OPEN),
            "no data from .* within 1 s"),
        new HostileServer(
            "a heartbeat that is too short",
            client -> silent(client, OPEN.replace("500", "1")),
            "no data from .* within 2 ms"),
        opened(
            "a heartbeat beyond all bounds",
            OPEN.replace("500", "9223372036854775807"),
            "without a goodbye"),
        opened(
            "a heartbeat with more digits",
            OPEN.replace("500", "1" + "0".repeat(300)),
            "without a goodbye"),
        opened(
            "a heartbeat before the beginning",
            OPEN.replace("500", "-9223372036854775808"),
            "without a goodbye"),
        opened("a heartbeat that is no number", OPEN.replace("500", "{}"), "without a goodbye"),
        opened(
            "an opening that is no JSON",
            event("$open", "e-0", "at e-0"),
            "an object in a control event must be JSON, was malformed"),
        opened(
            "an opening at no place",
            event("$open", "e-0", "{}"),
            "\"cursor\" must be text, was no such field"),
        opened(
            "an opening at a number",
            event("$open", "e-0", "{\"cursor\":1}"),
            "\"cursor\" must be text"));
  }

  private static List<HostileServer> events() {
    return List.of(
        opened(
            "an event without an id",
            "event: t\ndata: x\n\n",
            "an event must have an id, had none on t"),
        opened(
            "an id that is no cursor",
            OPEN + event("t", "x".repeat(99_999), ""),
            "position must be .*, was \"xxx"),
        opened("an id that is a word", OPEN + event("t", "latest", ""), "position must be"),
        opened(
            "a message on a topic never asked for",
            OPEN + event("u\u001b", "e-1", ""),
            "a message must be on a topic of the channel, was on u\ufffd"),
        opened(
            "a message of another epoch",
            OPEN + event("t", "f-1", ""),
            "a message must be of epoch e or follow a gap, was f-1"),
        opened(
            "a gap within another epoch",
            OPEN + gap("e-0", "f-1", "evicted"),
            "a gap must be of epoch e, was"),
        opened(
            "a gap for a reason unknown",
            OPEN + gap("e-0", "e-1", "bored"),
            "the reason of a gap must be"),
        opened("a gap to nowhere", OPEN + gap("e-0", "latest", "evicted"), "position must be"),
        events(
            "a message before and a message again",
            OPEN + FIRST + FIRST + event("t", "e-0", "zero"),
            "without a goodbye"),
        events(
            "a control event of a later version",
            OPEN + event("$later", "e-7", "x") + FIRST,
            "without a goodbye"),
        events("no opening but a message", FIRST, "without a goodbye"));
  }

  private static HostileServer opened(String name, String events, String end) {
    return HostileServer.answer(name, HEAD + "\r\n" + events, end);
  }

  private static HostileServer events(String name, String events, String end) {
    return new HostileServer(name, opened(name, events, end).script(), end, List.of("first"));
  }

  private static void silent(ScriptedPeer client, String events) throws IOException {
    client.request();
    client.send(HEAD + "\r\n" + events).awaitClosed();
  }

  private static String event(String type, String id, String data) {
    return "event: " + type + "\nid: " + id + "\ndata: " + data + "\n\n";
  }

  private static String gap(String after, String resumed, String reason) {
    String gap = "{\"after\":\"%s\",\"resumed\":\"%s\",\"reason\":\"%s\"}";
    return event("$gap", "e-0", gap.formatted(after, resumed, reason));
  }
}
