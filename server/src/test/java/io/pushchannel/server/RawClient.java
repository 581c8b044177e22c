package io.pushchannel.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.TreeMap;

/** A client that sends exactly the bytes of a test. It waits five seconds at most. */
public final class RawClient implements AutoCloseable {

  /** An answer; the names of its headers in any case. */
  public record Answer(int status, Map<String, String> headers, String body) {

    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  private final Socket socket = new Socket();
  private final InputStream in;

  public RawClient(int port) throws IOException {
    this(port, 1 << 16);
  }

  /** A client of a server that listens on another address of this machine. */
  public RawClient(String address, int port) throws IOException {
    this(address, port, 1 << 16);
  }

  /** One that takes little before it must read. */
  public RawClient(int port, int receiveBuffer) throws IOException {
    this("127.0.0.1", port, receiveBuffer);
  }

  private RawClient(String address, int port, int receiveBuffer) throws IOException {
    socket.setReceiveBufferSize(receiveBuffer);
    socket.connect(new InetSocketAddress(address, port));
    socket.setSoTimeout(5000);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  public RawClient send(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    return this;
  }

  /** Sends a request without a body. */
  public RawClient get(String target) throws IOException {
    return send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  /** Reads an answer with its body. */
  public Answer answer() throws IOException {
    Answer head = head();
    int length = Integer.parseInt(head.headers.getOrDefault("Content-Length", "0"));
    return new Answer(head.status, head.headers, read(length));
  }

  /** Reads an answer's head only. */
  public Answer head() throws IOException {
    String status = line();
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(": ");
      headers.merge(line.substring(0, colon), line.substring(colon + 2), (a, b) -> a + ", " + b);
    }
    return new Answer(Integer.parseInt(status.substring(9, 12)), headers, "");
  }

  public String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("expected a line, got its beginning: " + line);
      }
      line.write(b);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  public String read(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("expected " + length + " bytes, was " + bytes.length);
    }
    return new String(bytes, ISO_8859_1);
  }

  /** Reads until the server closes, which it must within five seconds; a reset counts. */
  public String readToEnd() throws IOException {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    try {
      in.transferTo(rest);
      return rest.toString(ISO_8859_1);
    } catch (SocketException reset) {
      return rest.toString(ISO_8859_1); // what came before it is what there is
    }
  }

  /** Whether the server has sent something that was not read yet. */
  public boolean hasInput() throws IOException {
    return in.available() > 0;
  }

  public void shutdownOutput() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
