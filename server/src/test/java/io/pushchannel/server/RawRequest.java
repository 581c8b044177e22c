package io.pushchannel.server;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A request of literal bytes, which no HTTP client would send with these headers. */
public final class RawRequest {

  /** The headers of a WebSocket handshake. */
  public static final String HANDSHAKE =
      "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
          + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

  private static final int TIMEOUT_MILLIS = 10_000;

  private RawRequest() {}

  /**
   * Sends a request and returns the status of the response.
   *
   * @param start method and target
   * @param headers more header lines, each with its line end
   */
  public static int status(int port, String start, String host, String headers) throws IOException {
    try (Socket socket = send(port, start, host, headers)) {
      return status(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII));
    }
  }

  /** Sends a request whose connection ends with it, and returns the whole response. */
  public static String response(int port, String start, String host, String headers)
      throws IOException {
    try (Socket socket = send(port, start, host, headers + "Connection: close\r\n")) {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static int status(String line) throws IOException {
    if (!line.startsWith("HTTP/1.1 ")) {
      throw new IOException("expected a status line, was \"" + line + '"');
    }
    return Integer.parseInt(line.substring("HTTP/1.1 ".length()));
  }

  private static Socket send(int port, String start, String host, String headers)
      throws IOException {
    Socket socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    String text =
        start + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 0\r\n" + headers + "\r\n";
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
