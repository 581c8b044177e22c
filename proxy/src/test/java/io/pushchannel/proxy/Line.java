package io.pushchannel.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client socket and a server socket, with a proxy whose first connection has a plan. */
final class Line implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 5_000;

  /** Duration of a check that nothing arrives. */
  private static final int WATCH_MILLIS = 150;

  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  final List<Fault> onFault = new CopyOnWriteArrayList<>();
  final FaultProxy proxy;
  final Socket client;
  Socket server;

  Line(Fault... plan) throws IOException {
    proxy = new FaultProxy(listening.getLocalPort(), number -> List.of(plan), onFault::add);
    client = connect();
    server = accept();
  }

  Socket connect() throws IOException {
    URI address = proxy.before(URI.create("http://localhost/"));
    return patient(new Socket(InetAddress.getLoopbackAddress(), address.getPort()));
  }

  Socket accept() throws IOException {
    return patient(listening.accept());
  }

  static void send(Socket from, String text) throws IOException {
    from.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  /** Reads as many characters as {@code expected} has. */
  static String read(Socket at, String expected) throws IOException {
    return new String(at.getInputStream().readNBytes(expected.length()), ISO_8859_1);
  }

  static String readAll(Socket at) throws IOException {
    return new String(at.getInputStream().readAllBytes(), ISO_8859_1);
  }

  /** Asserts that neither a byte nor the end of the stream arrives. */
  static void assertSilent(Socket at) throws IOException {
    at.setSoTimeout(WATCH_MILLIS);
    assertThrows(SocketTimeoutException.class, () -> at.getInputStream().read());
    at.setSoTimeout(PATIENCE_MILLIS);
  }

  static void assertReset(Socket at) {
    assertThrows(SocketException.class, () -> at.getInputStream().read());
  }

  private static Socket patient(Socket socket) throws IOException {
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    return socket;
  }

  @Override
  public void close() throws IOException {
    proxy.close();
    client.close();
    server.close();
    listening.close();
  }
}
