package io.pushchannel.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers the first connection with the first text, and so on; then closes it. */
final class ScriptedServer implements AutoCloseable {

  private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: (\\d+)\r\n");

  /** The requests as they came. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<String> answers;

  ScriptedServer(String... answers) throws IOException {
    this.answers = List.of(answers);
    Thread thread = new Thread(this::serve, "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/push");
  }

  private void serve() {
    for (String answer : answers) {
      try (Socket socket = listening.accept()) {
        requests.add(request(socket.getInputStream()));
        socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
      } catch (IOException e) {
        return; // closed, or the client is gone: the test sees what is missing
      }
    }
  }

  private static String request(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (!bytes.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("expected a request, got " + bytes);
      }
      bytes.write(next);
    }
    Matcher length = LENGTH.matcher(bytes.toString(ISO_8859_1));
    if (length.find()) {
      bytes.writeBytes(in.readNBytes(Integer.parseInt(length.group(1))));
    }
    return bytes.toString(ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
