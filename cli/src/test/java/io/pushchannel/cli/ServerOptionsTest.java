package io.pushchannel.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.cli.option.DurationConverter;
import io.pushchannel.server.RawRequest;
import io.pushchannel.server.ServerLimits;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The limits of {@code serve} and {@code demo}, and the names of their server. */
@Timeout(60)
class ServerOptionsTest {

  private static final String COOKIE = "Cookie: c=" + "x".repeat(9000) + "\r\n";

  @Test
  void theDefaultsAreThoseOfTheServer() {
    ServerOptions options = new ServerOptions();
    new CommandLine(options).registerConverter(Duration.class, new DurationConverter()).parseArgs();
    assertEquals(ServerLimits.DEFAULT, options.limits());
    assertEquals(List.of(), options.hosts());
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "demo"})
  void headBytes(String command) throws Exception {
    try (Running server = new Running(command)) {
      assertEquals(431, server.status("GET", COOKIE));
    }
    try (Running server = new Running(command, "--head-bytes", "32k")) {
      assertEquals(200, server.status("GET", COOKIE));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "demo"})
  void bodyBytes(String command) throws Exception {
    try (Running server = new Running(command, "--body-bytes", "2k")) {
      String publish = "POST /push/publish?topic=t";
      assertEquals(413, server.send(publish, "Content-Length: 2049\r\n"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "demo"})
  void connections(String command) throws Exception {
    try (Running server = new Running(command, "--connections", "1");
        Socket first = new Socket("127.0.0.1", server.uri.getPort())) {
      await().until(() -> server.status("GET", "") == 503);
      assertTrue(first.isConnected());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "demo"})
  void idleTimeout(String command) throws Exception {
    try (Running server = new Running(command, "--idle-timeout", "200ms");
        Socket socket = new Socket("127.0.0.1", server.uri.getPort())) {
      socket.setSoTimeout(10_000);
      String head = "GET /push HTTP/1.1\r\nHost: localhost\r\n\r\n";
      socket.getOutputStream().write(head.getBytes());
      String response = new String(socket.getInputStream().readAllBytes());
      assertTrue(response.startsWith("HTTP/1.1 200 "), response);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "demo"})
  void allowHost(String command) throws Exception {
    try (Running server = new Running(command, "--allow-host", "a.example")) {
      assertEquals(421, RawRequest.status(server.uri.getPort(), "GET /push", "b.example", ""));
      String own = "Origin: http://a.example\r\n";
      assertEquals(200, RawRequest.status(server.uri.getPort(), "GET /push", "a.example", own));
    }
  }

  @Test
  void aPageOfTheDemoUnderAnotherNameReadsItsLanes() throws Exception {
    try (Running demo = new Running("demo", "--allow-host", "a.example")) {
      int port = demo.uri.getPort();
      String page = RawRequest.response(port, "GET /", "a.example:" + port, "");
      String policy = page.lines().filter(l -> l.startsWith("Content-Security")).findFirst().get();
      String lane = policy.replaceFirst(".* http://a\\.example:([0-9]+).*", "$1");
      String origin = "Origin: http://a.example:" + port + "\r\n";
      int tap = Integer.parseInt(lane);
      assertEquals(200, RawRequest.status(tap, "GET /push", "a.example:" + tap, origin));
    }
  }

  @Test
  void noPublishAndNoSubscribe() throws Exception {
    try (Running server = new Running("serve", "--no-publish", "--no-subscribe")) {
      for (String transport : List.of("sse", "websocket")) {
        String url = server.uri.toString();
        Invocation publish =
            Invocation.run("publish", url, "--topic", "t", "--transport", transport, "text");
        assertEquals(1, publish.status());
        assertTrue(
            publish.err().startsWith("pushchannel: the server refused: 403 "), publish.err());
        assertTrue(publish.err().contains("clientPublish is false"), publish.err());
      }
      assertTrue(server.reply("{\"subscribe\":[\"b\"]}").contains("\"status\":403"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--head-bytes 0",
        "--body-bytes 4g",
        "--connections 0",
        "--idle-timeout 0s",
        "--allow-host http://a"
      })
  void aWrongValueIsOneLineWithStatus2(String option) {
    for (String command : List.of("serve", "demo")) {
      List<String> words = new ArrayList<>(List.of(command, "--port", "0"));
      words.addAll(List.of(option.split(" ")));
      Invocation invocation = Invocation.run(words.toArray(String[]::new));
      assertEquals(2, invocation.status(), invocation.err());
      assertEquals(1, invocation.err().lines().count(), invocation.err());
    }
  }

  /** A command that serves on a free port. */
  private static final class Running implements AutoCloseable {

    private final Invocation invocation;
    final URI uri;

    Running(String command, String... options) {
      List<String> words = new ArrayList<>(List.of(command, "--port", "0"));
      words.addAll(List.of(options));
      invocation = Invocation.start(words.toArray(String[]::new));
      await().until(() -> invocation.out().startsWith("ready "));
      uri = URI.create(invocation.out().strip().substring("ready ".length()));
    }

    int status(String method, String headers) throws IOException {
      return RawRequest.status(uri.getPort(), method + " /push", "localhost", headers);
    }

    int send(String start, String headers) throws IOException {
      try (Socket socket = new Socket("127.0.0.1", uri.getPort())) {
        socket.setSoTimeout(10_000);
        String head = start + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
        socket.getOutputStream().write(head.getBytes());
        return Integer.parseInt(new String(socket.getInputStream().readNBytes(12)).substring(9));
      }
    }

    /** Sends a command on a WebSocket and returns the second frame; the first opens it. */
    String reply(String command) throws InterruptedException {
      BlockingQueue<String> frames = new LinkedBlockingQueue<>();
      WebSocket.Listener listener =
          new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
              frames.add(data.toString());
              return WebSocket.Listener.super.onText(socket, data, last);
            }
          };
      URI target = URI.create("ws://localhost:" + uri.getPort() + "/push/websocket?topic=a");
      WebSocket socket =
          HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(target, listener).join();
      socket.sendText(command, true).join();
      String opened = frames.poll(10, TimeUnit.SECONDS);
      String reply = frames.poll(10, TimeUnit.SECONDS);
      socket.abort();
      return String.valueOf(reply == null ? opened : reply);
    }

    @Override
    public void close() {
      invocation.close();
    }
  }
}
