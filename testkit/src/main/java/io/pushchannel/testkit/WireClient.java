package io.pushchannel.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pushchannel.MessageBus;
import io.pushchannel.server.PushServer;
import io.pushchannel.wire.Position;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client for tests with literal bytes. Two values that differ from run to run are replaced in
 * received text: the {@code Date} line is removed, and the epoch of the bus becomes {@code
 * theepoch}. Each read waits for at most ten seconds.
 */
public final class WireClient implements AutoCloseable {

  /** Has the length of an epoch, so that lengths remain correct. */
  private static final String WORD = "theepoch";

  private static final int PATIENCE_MILLIS = 10_000;
  private static final Pattern LENGTH = Pattern.compile("\r\nContent-Length: (\\d+)\r\n");
  private static final Pattern DATE = Pattern.compile("\r\nDate: [^\r]*");

  private final String epoch;
  private final Socket socket;
  private final InputStream in;

  /** Connects to {@code server}, which serves {@code bus}. */
  public WireClient(PushServer server, MessageBus bus) throws IOException {
    epoch = Position.of(bus.cursor()).epoch();
    socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends text as UTF-8, with {@code theepoch} replaced by the epoch of the bus. */
  public WireClient send(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.replace(WORD, epoch).getBytes(UTF_8));
    return this;
  }

  /** Sends an HTTP/1.1 GET request with further header lines, each with its line end. */
  public WireClient get(String target, String... headers) throws IOException {
    return send(
        "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("", headers) + "\r\n");
  }

  /** Reads a response: headers and a body of the announced length. */
  public String answer() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    readUntil("\r\n\r\n", bytes);
    Matcher length = LENGTH.matcher(bytes.toString(UTF_8));
    int missing = length.find() ? Integer.parseInt(length.group(1)) : 0;
    for (int i = 0; i < missing; i++) {
      bytes.write(octet(bytes));
    }
    return shown(bytes);
  }

  /** Reads up to and including {@code end}. */
  public String until(String end) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    readUntil(end, bytes);
    return shown(bytes);
  }

  /** Reads until the server closes the connection. */
  public String untilClosed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    in.transferTo(bytes);
    return shown(bytes);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void readUntil(String end, ByteArrayOutputStream bytes) throws IOException {
    String sought = end.replace(WORD, epoch);
    while (!bytes.toString(UTF_8).endsWith(sought)) {
      bytes.write(octet(bytes));
    }
  }

  private int octet(ByteArrayOutputStream soFar) throws IOException {
    int octet = in.read();
    if (octet < 0) {
      throw new EOFException("the server closed the connection early, after: " + shown(soFar));
    }
    return octet;
  }

  private String shown(ByteArrayOutputStream bytes) {
    String text = bytes.toString(UTF_8).replace(epoch, WORD);
    return DATE.matcher(text).replaceFirst("");
  }
}
