package io.pushchannel.testkit.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server's end of one connection to a {@link ScriptedServer}. */
public final class ScriptedPeer implements AutoCloseable {

  private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: (\\d+)\r\n");

  private final Socket socket;
  private final InputStream in;
  private final List<String> requests;
  private final AtomicLong sent;

  ScriptedPeer(Socket socket, int patienceMillis, List<String> requests, AtomicLong sent)
      throws IOException {
    this.sent = sent;
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.requests = requests;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(patienceMillis);
  }

  /** Reads a request: headers and a body of the announced length. Each octet is a character. */
  public String request() throws IOException {
    StringBuilder request = new StringBuilder();
    while (request.length() < 4 || request.lastIndexOf("\r\n\r\n") != request.length() - 4) {
      request.append((char) octet());
    }
    Matcher length = LENGTH.matcher(request);
    if (length.find()) {
      request.append(new String(in.readNBytes(Integer.parseInt(length.group(1))), ISO_8859_1));
    }
    requests.add(request.toString());
    return request.toString();
  }

  /** Sends one octet per character. */
  public ScriptedPeer send(String octets) throws IOException {
    return send(octets.getBytes(ISO_8859_1));
  }

  /** Sends octets. */
  public ScriptedPeer send(byte[] octets) throws IOException {
    socket.getOutputStream().write(octets);
    sent.addAndGet(octets.length);
    return this;
  }

  /**
   * Sends {@code octets} repeatedly, until about {@code most} have been sent.
   *
   * @throws IOException if the client has closed the connection
   */
  public void repeat(String octets, long most) throws IOException {
    byte[] one = octets.getBytes(ISO_8859_1);
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    do {
      many.writeBytes(one);
    } while (many.size() < 8192);
    for (long left = most; left > 0; left -= many.size()) {
      send(many.toByteArray());
    }
  }

  /** Returns a view of this connection as a WebSocket, before or after its handshake. */
  public ScriptedWebSocket webSocket() {
    return new ScriptedWebSocket(this);
  }

  /** Reads and discards bytes until the client closes the connection. */
  public void awaitClosed() throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }

  /** Waits for the client to close the connection, with a time limit. Discards its bytes. */
  public boolean isClosedWithin(int millis) throws IOException {
    socket.setSoTimeout(millis);
    try {
      awaitClosed();
      return true;
    } catch (SocketTimeoutException e) {
      return false; // the connection is still open
    }
  }

  /** Ends the stream to the client, and waits until the client closes the connection. */
  public void end() throws IOException {
    socket.shutdownOutput();
    awaitClosed();
  }

  /** Relays the connection to the server on {@code port} of this machine until one end closes. */
  public void relayTo(int port) throws IOException {
    socket.setSoTimeout(0);
    try (Socket onward = new Socket(InetAddress.getLoopbackAddress(), port)) {
      Thread back = new Thread(() -> copy(onward, socket), "scripted-relay");
      back.setDaemon(true);
      back.start();
      byte[] some = new byte[8192];
      for (int length = in.read(some); length >= 0; length = in.read(some)) {
        onward.getOutputStream().write(some, 0, length);
      }
    }
  }

  int octet() throws IOException {
    int octet = in.read();
    if (octet < 0) {
      throw new EOFException("the client closed the connection, another octet was expected");
    }
    return octet;
  }

  byte[] octets(int count) throws IOException {
    return in.readNBytes(count);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static void copy(Socket from, Socket to) {
    try (to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      return; // either end has closed the connection
    }
  }
}
