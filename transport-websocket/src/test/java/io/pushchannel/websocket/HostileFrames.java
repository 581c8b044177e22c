package io.pushchannel.websocket;

import io.pushchannel.testkit.wire.HostileServer;
import io.pushchannel.testkit.wire.ScriptedPeer;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** What may come in place of a good handshake and good frames. */
final class HostileFrames {

  private static final String OPEN = text("{'control':'open','cursor':'e-0','heartbeat':500}");
  private static final String FIRST = text("{'id':'e-1','topic':'t','data':'first'}");
  private static final int ENDLESS = 512 << 20;

  /** What opens, and asks to come back at once. */
  static final String BYE = OPEN + text("{'control':'bye','retry':0}");

  private HostileFrames() {}

  static List<HostileServer> all() {
    return Stream.of(handshakes(), frames(), closings(), sizes(), openings(), objects())
        .flatMap(List::stream)
        .toList();
  }

  /** They open, and go at once, again and again. */
  static List<HostileServer> busy() {
    return List.of(
        framed("connections that open and end", OPEN, ""),
        framed(
            "connections that open and send away for no time",
            OPEN + text("{'control':'bye','retry':0}") + close(1001),
            ""),
        events("connections that repeat messages", OPEN + FIRST, ""));
  }

  private static List<HostileServer> handshakes() {
    String refused = "IOException: the response must ";
    return List.of(
        handshake(
            "an extension that was not requested",
            "Sec-WebSocket-Extensions: permessage-deflate\r\n",
            refused + "not have Sec-WebSocket-Extensions"),
        handshake(
            "a subprotocol that was not requested",
            "Sec-WebSocket-Protocol: chat\r\n",
            refused + "not have Sec-WebSocket-Protocol"),
        handshake(
            "an upgrade to something else",
            "Upgrade: h2c\r\n",
            refused + "have Upgrade: websocket"),
        HostileServer.answer(
            "the accept of another key",
            "HTTP/1.1 101 OK\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n",
            refused
                + "have Upgrade.* Sec-WebSocket-Accept of the key, had websocket, Upgrade and s3pP"),
        HostileServer.answer(
            "no accept",
            "HTTP/1.1 101 OK\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
            refused));
  }

  private static List<HostileServer> frames() {
    String broken = "closed because of the server, with 1002";
    return List.of(
        framed(
            "a masked frame",
            OPEN + "\u0081\u0082\0\0\0\0{}",
            broken + ": a frame of a server must not be masked, was"),
        framed("a reserved bit", OPEN + "\u00c1\u0002{}", broken),
        framed("a reserved opcode for data", OPEN + "\u0083\0", broken),
        framed("a reserved opcode for control", OPEN + "\u008b\0", broken),
        framed("a ping in fragments", OPEN + "\u0009\u0001x", broken),
        framed("a close frame in fragments", OPEN + "\u0008\u0002\u0003\u00e8", broken),
        framed(
            "a ping of 126 octets",
            OPEN + "\u0089\u007e\0\u007e",
            broken + ": a control frame must have at most 125"),
        framed("a continuation of nothing", OPEN + "\u0080\u0002{}", broken),
        framed("a text within a text", OPEN + "\u0001\u0001{" + FIRST, broken),
        framed(
            "a text that is no UTF-8",
            OPEN + "\u0081\u0001\u00ff",
            "closed because of the server, with 1007"),
        framed(
            "binary data",
            OPEN + "\u0082\u0002{}",
            "closed because of the server, with 1003: a message must be text, was binary"));
  }

  private static List<HostileServer> closings() {
    return List.of(
        framed("the end without a close frame", OPEN, "the connection broke"),
        framed("a close frame without a code", OPEN + "\u0088\0", "the server closed with 100[05]"),
        framed("a close frame of one octet", OPEN + "\u0088\u0001\u0003", "closed.* with 1002"),
        framed("a code that is none", OPEN + close(999), "closed because of the server, with 1002"),
        framed(
            "a code that may not be sent",
            OPEN + close(1006),
            "closed because of the server, with 1002"),
        framed(
            "a reason that is no UTF-8",
            OPEN + "\u0088\u0003\u0003\u00e8\u00ff",
            "with 1007|the connection broke"),
        framed(
            "a reason with control characters",
            OPEN + "\u0088\u0004\u0003\u00f3\r\n",
            "the server closed with 1011: \ufffd\ufffd$"));
  }

  private static List<HostileServer> sizes() {
    String tooLarge = "with 1009: a message must have at most 16777216 bytes, had more";
    String huge = "\u0081\u007f";
    return List.of(
        framed("a frame of 2 GiB", OPEN + huge + "\0\0\0\0\u0080\0\0\0", tooLarge),
        framed("a frame of 2^62", OPEN + huge + "\u0040\0\0\0\0\0\0\0", tooLarge),
        framed("a frame of 2^63", OPEN + huge + "\u0080\0\0\0\0\0\0\0", tooLarge),
        endless(
            "fragments without end",
            "\u0001\0",
            ("\0\u007e\u00ff\u00ff" + "x".repeat(65_535)),
            tooLarge),
        endless(
            "empty fragments without end",
            "\u0001\0",
            "\0\0",
            "with 1009: a message must have at most 65536 fragments"),
        framed(
            "a hundred thousand pings",
            OPEN + "\u0089\u0001x".repeat(100_000) + close(1011),
            "the server closed with 1011"),
        framed(
            "a hundred thousand pongs",
            OPEN + "\u008a\u0001x".repeat(100_000) + close(1011),
            "the server closed with 1011"),
        framed(
            "a million little objects",
            OPEN + longText("[" + "{},".repeat(1_000_000) + "{}]"),
            "an object in a text frame must be JSON, was malformed: .*[Tt]oken"),
        framed(
            "depth",
            OPEN + longText("[".repeat(1_000_000)),
            "must be JSON, was malformed: .*depth"));
  }

  private static List<HostileServer> openings() {
    return List.of(
        new HostileServer(
            "a connection that never opens, with pings",
            client -> {
              client.webSocket().shakeHands("");
              HostileServer.trickle(client, "\u0089\0");
            },
            "connection not opened within 1500 ms"),
        new HostileServer(
            "an open connection that falls silent",
            client -> silent(client, OPEN),
            "no data from the server within 1 s"),
        new HostileServer(
            "a heartbeat that is too short",
            client -> silent(client, OPEN.replace("500", "001").replace(":001", ":  1")),
            "no data from the server within 2 ms"),
        framed(
            "a heartbeat beyond all bounds",
            text("{'control':'open','cursor':'e-0','heartbeat':9223372036854775807}"),
            "the connection broke"),
        framed(
            "a heartbeat before the beginning",
            text("{'control':'open','cursor':'e-0','heartbeat':-5}"),
            "the connection broke"),
        framed(
            "an opening at no place",
            text("{'control':'open'}"),
            "\"cursor\" must be text, was no such field"));
  }

  private static List<HostileServer> objects() {
    return List.of(
        framed(
            "a text that is no JSON",
            OPEN + text("hello"),
            "an object in a text frame must be JSON, was malformed"),
        framed("a text of nothing", OPEN + text(""), "\"id\" must be text"),
        framed("an array", OPEN + text("[]"), "\"id\" must be text"),
        framed(
            "a control that is a number", OPEN + text("{'control':1}"), "\"control\" must be text"),
        framed(
            "a message without a text",
            OPEN + text("{'id':'e-1','topic':'t'}"),
            "\"data\" must be text"),
        framed(
            "an id that is a word",
            OPEN + text("{'id':'latest','topic':'t','data':''}"),
            "position must be"),
        framed(
            "a message on a topic never asked for",
            OPEN + text("{'id':'e-1','topic':'u','data':''}"),
            "a message must be on a topic of the channel, was on u"),
        framed(
            "a message of another epoch",
            OPEN + text("{'id':'f-1','topic':'t','data':''}"),
            "a message must be of epoch e or follow a gap, was f-1"),
        framed(
            "a gap within another epoch",
            OPEN + text("{'control':'gap','after':'e-0','resumed':'f-1','reason':'evicted'}"),
            "a gap must be of epoch e"),
        framed(
            "a gap for a reason unknown",
            OPEN + text("{'control':'gap','after':'e-0','resumed':'e-1','reason':'bored'}"),
            "the reason of a gap must be"),
        framed(
            "a response to an unknown publish, without an id",
            OPEN + text("{'control':'published','ref':'9'}"),
            "\"id\" must be text"),
        events(
            "a response to an unknown publish",
            OPEN + text("{'control':'published','ref':'9','id':'e-9'}") + FIRST,
            "the connection broke"),
        events(
            "a control of a later version",
            OPEN + text("{'control':'later'}") + FIRST,
            "the connection broke"),
        events("a message again", OPEN + FIRST + FIRST, "the connection broke"));
  }

  private static HostileServer handshake(String name, String header, String end) {
    return new HostileServer(
        name,
        client -> {
          client.webSocket().shakeHands(header);
          client.end();
        },
        end);
  }

  private static HostileServer framed(String name, String frames, String end) {
    return new HostileServer(
        name,
        client -> {
          client.webSocket().shakeHands("").send(frames);
          client.end();
        },
        end);
  }

  private static HostileServer events(String name, String frames, String end) {
    return new HostileServer(name, framed(name, frames, end).script(), end, List.of("first"));
  }

  private static HostileServer endless(String name, String first, String unit, String end) {
    return new HostileServer(
        name,
        client -> {
          client.webSocket().shakeHands("").send(OPEN + first);
          client.repeat(unit, ENDLESS);
        },
        end);
  }

  private static void silent(ScriptedPeer client, String frames) throws IOException {
    client.webSocket().shakeHands("").send(frames);
    client.awaitClosed();
  }

  private static String text(String json) {
    return "\u0081" + (char) json.length() + json.replace('\'', '"');
  }

  private static String longText(String json) {
    StringBuilder head = new StringBuilder("\u0081\u007f\0\0\0\0");
    for (int shift = 24; shift >= 0; shift -= 8) {
      head.append((char) (json.length() >> shift & 0xff));
    }
    return head + json;
  }

  private static String close(int code) {
    return "\u0088\u0002" + (char) (code >> 8) + (char) (code & 0xff);
  }
}
