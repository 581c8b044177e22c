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

/** One connection to a {@link ScriptedServer}, seen from the server. */
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

  /** Reads a request, one octet a character: its head, and the body whose length that tells. */
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

  /** Sends octets, one a character. */
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
   * Sends {@code octets} again and again, until the client leaves or there have been {@code most}.
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

  /** The WebSocket on this connection, before or after its handshake. */
  public ScriptedWebSocket webSocket() {
    return new ScriptedWebSocket(this);
  }

  /** Reads and drops what comes until the client leaves. */
  public void awaitClosed() throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }

  /** Waits for the client to leave, so long at most; what it sends is dropped. */
  public boolean isClosedWithin(int millis) throws IOException {
    socket.setSoTimeout(millis);
    try {
      awaitClosed();
      return true;
    } catch (SocketTimeoutException e) {
      return false; // it is still there
    }
  }

  /** Tells the client that no more will come, and waits for it to leave. */
  public void end() throws IOException {
    socket.shutdownOutput();
    awaitClosed();
  }

  /** Hands the connection over to the server at {@code port} of this machine. */
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
      throw new EOFException("expected an octet, got the end");
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
      return; // either end has left
    }
  }
}
