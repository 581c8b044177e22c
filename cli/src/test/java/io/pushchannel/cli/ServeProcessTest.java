package io.pushchannel.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} in a JVM of its own, because signals and the exit status are the process's. */
class ServeProcessTest {

  @TempDir private Path directory;
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void endAll() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void sigtermEndsItWithStatus0Within5Seconds() throws Exception {
    Process serve = start("serve", "--port", "0");
    assertTrue(readyLine(serve).matches("ready http://127\\.0\\.0\\.1:[0-9]+/push"));
    serve.destroy();
    assertTrue(serve.waitFor(5, TimeUnit.SECONDS));
    assertEquals(0, serve.exitValue());
    assertEquals("", errors());
  }

  @Test
  void sigtermEndsItWhileSomeoneReads() throws Exception {
    Process serve = start("serve", "--port", "0", "--publish-topic", "t");
    String url = readyLine(serve).substring("ready ".length());
    Invocation.run("tail", url, "--topic", "t", "--count", "3");
    try (Invocation tail = Invocation.start("tail", url, "--topic", "t")) {
      await().until(() -> !tail.out().isEmpty());
      serve.destroy();
      assertTrue(serve.waitFor(5, TimeUnit.SECONDS));
    }
    assertEquals(0, serve.exitValue());
    assertTrue(errors().matches("published [0-9]+ messages in .* 100\\.0 asked for\\R"), errors());
  }

  @Test
  void aConnectionIsClosedAfterTheIdleTimeout() throws Exception {
    Process serve = start("serve", "--port", "0", "--idle-timeout", "200ms");
    URI uri = URI.create(readyLine(serve).substring("ready ".length()));
    try (Socket client = new Socket(uri.getHost(), uri.getPort())) {
      client.setSoTimeout(10_000);
      client
          .getOutputStream()
          .write("GET /push HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
      String response = new String(client.getInputStream().readAllBytes(), US_ASCII);
      assertTrue(response.startsWith("HTTP/1.1 200 OK\r\n"), response);
    }
  }

  @Test
  void aPortInUseIsToldInOneLine() throws Exception {
    String url = readyLine(start("serve", "--port", "0")).substring("ready ".length());
    String port = url.replaceAll(".*:([0-9]+)/push", "$1");
    Invocation second = Invocation.run("serve", "--port", port);
    assertEquals(1, second.status());
    assertEquals(1, second.err().lines().count(), second.err());
    assertTrue(second.err().startsWith("pushchannel: cannot listen on 127.0.0.1:" + port));
  }

  private Process start(String... arguments) throws IOException {
    File errors = directory.resolve("stderr").toFile();
    Process process = new ProcessBuilder(JavaCommand.of(arguments)).redirectError(errors).start();
    processes.add(process);
    return process;
  }

  private static String readyLine(Process serve) throws IOException {
    BufferedReader out = serve.inputReader();
    return String.valueOf(out.readLine());
  }

  private String errors() throws IOException {
    return Files.readString(directory.resolve("stderr"));
  }
}
