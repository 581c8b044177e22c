package io.pushchannel.testkit.wire;

import java.util.List;
import java.util.stream.Stream;

/**
 * One thing that a hostile or broken server does, and how the attempt ends that meets it.
 *
 * @param name what it does
 * @param script how it does it
 * @param end what the listener is told of it, a regular expression that is found in that
 * @param heard the texts that the listener hears before
 */
public record HostileServer(
    String name, ScriptedServer.Script script, String end, List<String> heard) {

  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final long ENDLESS = 512L << 20;

  /** One before whose end nothing is heard. */
  public HostileServer(String name, ScriptedServer.Script script, String end) {
    this(name, script, end, List.of());
  }

  /** What may come in place of any answer, whichever transport asks. */
  public static List<HostileServer> ofAnyTransport() {
    return Stream.of(statuses(), redirects(), heads(), connections())
        .flatMap(List::stream)
        .toList();
  }

  /** What keeps any client busy that does not pause. */
  public static List<HostileServer> busyWithAnyTransport() {
    return List.of(
        new HostileServer("connections that are closed at once", client -> {}, ""),
        answer("no answer but the end", "", ""),
        answer("status 503, at once", "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", ""),
        answer(
            "status 503, and back in no time",
            "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n",
            ""));
  }

  private static List<HostileServer> statuses() {
    return List.of(
        status("204 No Content", "", "PushFailure: got status 204 from"),
        status("206 Partial Content", "<html>", "PushFailure: got status 206 from"),
        status("304 Not Modified", "", "PushFailure: got status 304 from"),
        status("300 Multiple Choices", "<html>", "PushFailure: got status 300 from [^,]*$"),
        status("400 Bad Request", "<html>", "Refused\\[status=400"),
        status("401 Unauthorized", "", "Refused\\[status=401"),
        status("403 Forbidden", "{\"detail\":\"not you\"}", "status=403, detail=.*: not you"),
        status("404 Not Found", "<html>", "Refused\\[status=404"),
        status(
            "407 Proxy Authentication Required",
            "",
            "(Refused\\[status=407|\\(407\\) code while not using proxy)"),
        status("408 Request Timeout", "", "PushFailure: got status 408 from"),
        status("410 Gone", "", "Refused\\[status=410"),
        status("425 Too Early", "", "PushFailure: got status 425 from"),
        status("429 Too Many Requests", "", "PushFailure: got status 429 from"),
        status("500 No", "{\"detail\":\"a\\u001b[31mb\\r\\nc\"}", ": a\ufffd\\[31mb\ufffd\ufffdc$"),
        status("502 Bad Gateway", "<html>".repeat(10_000), "PushFailure: got status 502 from"),
        status("503 Busy", "[".repeat(60_000), "PushFailure: got status 503 from"),
        status("599 ?", "", "PushFailure: got status 599 from"),
        status("999 ?", "", "PushFailure: got status 999 from"));
  }

  private static List<HostileServer> redirects() {
    return Stream.of(301, 302, 303, 307, 308)
        .map(
            status ->
                answer(
                    "a redirect, " + status,
                    "HTTP/1.1 "
                        + status
                        + " Round\r\nLocation: /push/round\r\nContent-Length: 0\r\n\r\n",
                    "got status "
                        + status
                        + " from .*, which leads to /push/round; redirects are not followed"))
        .toList();
  }

  private static List<HostileServer> heads() {
    return List.of(
        answer(
            "a page of a proxy",
            OK + "Content-Type: text/html\r\n\r\n<html>",
            "(got text/html|got status 200)"),
        answer(
            "an answer without a type",
            OK + "Content-Length: 2\r\n\r\n{}",
            "(got nothing|got status 200)"),
        answer("no HTTP", "SSH-2.0-OpenSSH_9.6\r\n\r\n", "SSH-2.0-OpenSSH_9.6"),
        answer("a page without a head", "<html>hello</html>\r\n\r\n", "<html>hello</html>"),
        answer("a status that is none", "HTTP/1.1 abc OK\r\n\r\n", "HTTP/1.1 abc"),
        answer("a status of two digits", "HTTP/1.1 20\r\n\r\n", "HTTP/1.1 20"),
        answer(
            "another protocol, unasked",
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
            "(got status 101|got h2c)"),
        answer("a head that is cut", "HTTP/1.1 200 OK\r\nContent-Ty", "IOException"),
        endless(
            "a status line without end", "HTTP/1.1 200 ", "x", "(at most 256 KiB|at most 65536)"),
        endless("a header without end", OK + "X: ", "x", "(at most 256 KiB|at most 65536)"),
        endless("headers without end", OK, "X: y\r\n", "(at most 256 KiB|at most 65536)"),
        endless(
            "provisional answers without end",
            "",
            "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n",
            "(at most 256 KiB|at most 65536|within [0-9]+ m?s)"));
  }

  private static List<HostileServer> connections() {
    return List.of(
        new HostileServer(
            "a connection that is closed at once", client -> {}, "IOException|SocketException"),
        new HostileServer(
            "a request that is read and not answered", client -> client.request(), "IOException"),
        new HostileServer(
            "an answer that never comes",
            client -> {
              client.request();
              client.awaitClosed();
            },
            "SocketTimeoutException: .* within [0-9]+ m?s"),
        new HostileServer(
            "a head that trickles",
            client -> {
              client.request();
              client.send(OK);
              trickle(client, "X: y\r\n");
            },
            "SocketTimeoutException: .* within [0-9]+ m?s"));
  }

  /** Answers every request on a connection with {@code octets}, then ends it. */
  public static HostileServer answer(String name, String octets, String end) {
    return new HostileServer(
        name,
        client -> {
          client.request();
          client.send(octets).end();
        },
        end);
  }

  /** Answers with {@code octets}, and then {@code unit} without end. */
  public static HostileServer endless(String name, String octets, String unit, String end) {
    return new HostileServer(
        name,
        client -> {
          client.request();
          client.send(octets).repeat(unit, ENDLESS);
        },
        end);
  }

  /** Sends {@code octets} ten times a second until the client leaves. */
  public static void trickle(ScriptedPeer client, String octets) throws java.io.IOException {
    while (!client.isClosedWithin(100)) {
      client.send(octets);
    }
  }

  private static HostileServer status(String statusLine, String body, String end) {
    boolean hasNone = statusLine.startsWith("204") || statusLine.startsWith("304");
    String length = hasNone ? "" : "Content-Length: " + body.length() + "\r\n";
    return answer(
        "status " + statusLine, "HTTP/1.1 " + statusLine + "\r\n" + length + "\r\n" + body, end);
  }

  @Override
  public String toString() {
    return name;
  }
}
