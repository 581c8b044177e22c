package io.pushchannel.integration.endurance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} in a process that may open 256 files, and more clients than that. */
@Timeout(90)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs ulimit")
class FilesRunOutTest {

  private static final int FILES = 256;
  private static final String COMPLAINT = "Cannot accept connections";

  @TempDir private Path directory;
  private final List<Socket> sockets = new ArrayList<>();
  private Process serve;
  private int port;

  @AfterEach
  void end() throws Exception {
    for (Socket socket : sockets) {
      socket.close();
    }
    serve.destroy();
    assertTrue(serve.waitFor(20, TimeUnit.SECONDS));
  }

  @Test
  void thoseWhoAreThereAreServedAndOthersAsSoonAsThereIsRoom() throws Exception {
    start();
    List<Socket> streams = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Socket stream = connect();
      send(stream, "GET /push/sse?topic=t HTTP/1.1\r\nHost: localhost\r\n\r\n");
      readUntil(stream, "\"heartbeat\":");
      streams.add(stream);
    }
    Socket publisher = connect();
    publish(publisher, "before");
    List<Socket> crowd = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      crowd.add(connect()); // the kernel connects them, the server cannot
    }
    await().until(() -> complaints() == 1);
    publish(publisher, "meanwhile");
    for (Socket stream : streams) {
      readUntil(stream, "data: meanwhile\n");
    }
    Socket last = connect();
    send(last, "GET /push HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    for (Socket one : crowd) {
      one.close();
    }
    readUntil(last, "\"protocol\":1");
    publish(publisher, "after");
    for (Socket stream : streams) {
      readUntil(stream, "data: after\n");
    }
    assertEquals(1, complaints(), this::log);
  }

  private void start() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of("bash", "-c", "ulimit -n " + FILES + "; exec \"$@\"", "bash", java, "-Xmx128m"));
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.pushchannel.cli.Main", "serve", "--port", "0"));
    serve = new ProcessBuilder(command).redirectError(errors().toFile()).start();
    String ready = String.valueOf(serve.inputReader().readLine());
    assertTrue(ready.startsWith("ready "), ready);
    port = Integer.parseInt(ready.replaceAll(".*:([0-9]+)/push", "$1"));
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
    sockets.add(socket);
    return socket;
  }

  private static void publish(Socket through, String text) throws IOException {
    String head = "POST /push/publish?topic=t HTTP/1.1\r\nHost: localhost\r\nContent-Length: ";
    send(through, head + text.length() + "\r\n\r\n" + text);
    readUntil(through, "\"}");
  }

  private static void send(Socket socket, String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
  }

  private static void readUntil(Socket socket, String end) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf(end) < 0) {
      int octet = socket.getInputStream().read();
      if (octet < 0) {
        throw new EOFException("expected " + end + ", got " + read);
      }
      read.append((char) octet);
    }
  }

  private long complaints() {
    return log().lines().filter(line -> line.contains(COMPLAINT)).count();
  }

  private String log() {
    try {
      return Files.readString(errors());
    } catch (IOException e) {
      return "unreadable: " + e.getMessage();
    }
  }

  private Path errors() {
    return directory.resolve("stderr");
  }
}
