package io.pushchannel.peers;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Publishes by POST on one connection, with up to {@value #WINDOW} pipelined requests. */
final class NchanPublisher implements AutoCloseable {

  /** Maximum number of requests without a response. */
  private static final int WINDOW = 32;

  private static final String LENGTH = "Content-Length:";

  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;
  private int unanswered;

  NchanPublisher(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
    in = new BufferedInputStream(socket.getInputStream());
  }

  void publish(String text) throws IOException {
    String request =
        "POST /pub HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: "
            + text.length()
            + "\r\n\r\n"
            + text;
    out.write(request.getBytes(StandardCharsets.US_ASCII));
    unanswered++;
    if (unanswered == WINDOW) {
      awaitAnswers();
    }
  }

  /** Waits until every published message is accepted. */
  void awaitAnswers() throws IOException {
    out.flush();
    for (; unanswered > 0; unanswered--) {
      readAnswer();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** Reads a 201 or 202 response, including its body, which describes the channel. */
  private void readAnswer() throws IOException {
    String status = line();
    if (!status.startsWith("HTTP/1.1 20")) {
      throw new IOException("Nchan rejected a message: " + status);
    }
    int length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
        length = Integer.parseInt(header.substring(LENGTH.length()).strip());
      }
    }
    in.skipNBytes(length);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new EOFException("nginx closed the connection");
      }
      if (octet != '\r') {
        line.append((char) octet);
      }
    }
    return line.toString();
  }
}
