package io.pushchannel.testkit.wire;

import java.util.List;
import java.util.stream.Stream;

/**
 * One behaviour of a hostile or broken server, with the expected end of the client's attempt.
 *
 * @param name description of the behaviour, used as the name of the test
 * @param script the behaviour
 * @param end regular expression to be found in the cause that the listener receives
 * @param received the texts of the messages that the listener receives before
 */
public record HostileServer(
    String name, ScriptedServer.Script script, String end, List<String> received) {

  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final long ENDLESS = 512L << 20;

  /** Creates a behaviour under which the listener receives no message. */
  public HostileServer(String name, ScriptedServer.Script script, String end) {
    this(name, script, end, List.of());
  }

  /** Returns behaviours that affect every transport. */
  public static List<HostileServer> ofAnyTransport() {
    return Stream.of(statuses(), redirects(), heads(), connections())
        .flatMap(List::stream)
        .toList();
  }

  /** Returns behaviours that would keep a client without pauses busy, on every transport. */
  public static List<HostileServer> busyWithAnyTransport() {
    return List.of(
        new HostileServer("connections that are closed immediately", client -> {}, ""),
        answer("end of stream instead of a response", "", ""),
        answer("status 503, immediately", "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", ""),
        answer(
            "status 503 with Retry-After 0",
            "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n",
            ""));
  }

  private static List<HostileServer> statuses() {
    return List.of(
        status("204 No Content", "", "PushRefusedException: received status 204 from"),
        status("206 Partial Content", "<html>", "PushRefusedException: received status 206 from"),
        status("304 Not Modified", "", "PushRefusedException: received status 304 from"),
        status(
            "300 Multiple Choices",
            "<html>",
            "PushRefusedException: received status 300 from [^,]*$"),
        status("400 Bad Request", "<html>", "Refused\\[status=400"),
        status("401 Unauthorized", "", "Refused\\[status=401"),
        status("403 Forbidden", "{\"detail\":\"not you\"}", "status=403, detail=.*: not you"),
        status("404 Not Found", "<html>", "Refused\\[status=404"),
        status(
            "407 Proxy Authentication Required",
            "",
            "(Refused\\[status=407|\\(407\\) code while not using proxy)"),
        status("408 Request Timeout", "", "PushRefusedException: received status 408 from"),
        status("410 Gone", "", "Refused\\[status=410"),
        status("425 Too Early", "", "PushRefusedException: received status 425 from"),
        status("429 Too Many Requests", "", "PushRefusedException: received status 429 from"),
        status("500 No", "{\"detail\":\"a\\u001b[31mb\\r\\nc\"}", ": a\ufffd\\[31mb\ufffd\ufffdc$"),
        status(
            "502 Bad Gateway",
            "<html>".repeat(10_000),
            "PushRefusedException: received status 502 from"),
        status("503 Busy", "[".repeat(60_000), "PushRefusedException: received status 503 from"),
        status("599 ?", "", "PushRefusedException: received status 599 from"),
        status("999 ?", "", "PushRefusedException: received status 999 from"));
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
                    "received status "
                        + status
                        + " from .*, which leads to /push/round; redirects are not followed"))
        .toList();
  }

  private static List<HostileServer> heads() {
    return List.of(
        answer(
            "an HTML page of a proxy",
            OK + "Content-Type: text/html\r\n\r\n<html>",
            "(was text/html|received status 200)"),
        answer(
            "a response without Content-Type",
            OK + "Content-Length: 2\r\n\r\n{}",
            "(was nothing|received status 200)"),
        answer("SSH instead of HTTP", "SSH-2.0-OpenSSH_9.6\r\n\r\n", "SSH-2.0-OpenSSH_9.6"),
        answer("a page without headers", "<html>hello</html>\r\n\r\n", "<html>hello</html>"),
        answer("a status that is not a number", "HTTP/1.1 abc OK\r\n\r\n", "HTTP/1.1 abc"),
        answer("a status of two digits", "HTTP/1.1 20\r\n\r\n", "HTTP/1.1 20"),
        answer(
            "an upgrade to a protocol that was not requested",
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
            "(received status 101|had h2c)"),
        answer("incomplete headers", "HTTP/1.1 200 OK\r\nContent-Ty", "IOException"),
        endless("an endless status line", "HTTP/1.1 200 ", "x", "(at most 256 KiB|at most 65536)"),
        endless("an endless header", OK + "X: ", "x", "(at most 256 KiB|at most 65536)"),
        endless("endless headers", OK, "X: y\r\n", "(at most 256 KiB|at most 65536)"),
        endless(
            "endless provisional responses",
            "",
            "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n",
            "(at most 256 KiB|at most 65536|within [0-9]+ m?s)"));
  }

  private static List<HostileServer> connections() {
    return List.of(
        new HostileServer(
            "a connection that is closed immediately", client -> {}, "IOException|SocketException"),
        new HostileServer(
            "a request without a response", client -> client.request(), "IOException"),
        new HostileServer(
            "a response that never arrives",
            client -> {
              client.request();
              client.awaitClosed();
            },
            "SocketTimeoutException: .* within [0-9]+ m?s"),
        new HostileServer(
            "headers that arrive slowly",
            client -> {
              client.request();
              client.send(OK);
              trickle(client, "X: y\r\n");
            },
            "SocketTimeoutException: .* within [0-9]+ m?s"));
  }

  /** Returns a server that responds to the first request with {@code octets}, then ends. */
  public static HostileServer answer(String name, String octets, String end) {
    return new HostileServer(
        name,
        client -> {
          client.request();
          client.send(octets).end();
        },
        end);
  }

  /** Returns a server that responds with {@code octets}, then repeats {@code unit}. */
  public static HostileServer endless(String name, String octets, String unit, String end) {
    return new HostileServer(
        name,
        client -> {
          client.request();
          client.send(octets).repeat(unit, ENDLESS);
        },
        end);
  }

  /** Sends {@code octets} ten times per second until the client closes the connection. */
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
