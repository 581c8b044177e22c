package io.pushchannel.demo;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.Cursor;
import io.pushchannel.PushChannel;
import io.pushchannel.PushOptions;
import io.pushchannel.sse.SseTransport;
import io.pushchannel.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tests the server of the demo without a browser: pages, refused requests and controls. */
class DemoTest {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static Demo demo;

  @BeforeAll
  static void start() {
    demo = Demo.start("127.0.0.1", 0);
  }

  @AfterAll
  static void close() {
    demo.close();
  }

  @Test
  void everyPageMayRunItsOwnServersScriptsOnly() throws Exception {
    for (String path : new String[] {"", "examples/words.html", "lessons/"}) {
      HttpResponse<String> page = get(path);
      assertEquals(200, page.statusCode(), path);
      String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
      assertTrue(policy.startsWith("default-src 'self'; connect-src 'self' http://127."), policy);
      assertFalse(policy.contains("unsafe"), policy);
      assertFalse(page.body().contains(" style="), path);
      assertFalse(page.body().matches("(?s).*<script>.*"), path);
    }
  }

  @Test
  void aPageThatOneHasIsNotSentAgain() throws Exception {
    HttpResponse<String> first = get("style.css");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    assertEquals("text/css; charset=utf-8", first.headers().firstValue("Content-Type").orElse(""));
    assertEquals(304, send(request("style.css").header("If-None-Match", tag)).statusCode());
    assertEquals(200, get("vendor/uPlot.esm.js").statusCode());
    assertEquals(404, get("vendor/other.js").statusCode());
    assertEquals(404, get("js/../index.html").statusCode());
  }

  @Test
  void anotherNameForThisMachineIsRefused() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", demo.uri().getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /demo/state HTTP/1.1\r\nHost: evil.example:80\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 421 "), answer);
    }
  }

  @Test
  void pagesOfOtherOriginsMayNotTouchTheControls() throws Exception {
    var cut = request("demo/cut").POST(HttpRequest.BodyPublishers.noBody());
    assertEquals(403, send(cut.header("Origin", "http://evil.example")).statusCode());
    assertEquals(405, get("demo/cut").statusCode());
  }

  @Test
  void controlsNameWhatTheyExpect() throws Exception {
    assertTrue(
        post("demo/rate?perMinute=12000&bytes=65536")
            .body()
            .contains("bytes per second, was 13,107,200"));
    assertTrue(post("demo/cut?lane=nine").body().contains("lane must be shortpoll"));
    assertEquals(404, get("demo/bytes?id=999999999").statusCode());
    assertEquals(400, get("demo/bytes?id=x").statusCode());
    HttpRequest.Builder long1 =
        request("demo/publish").POST(HttpRequest.BodyPublishers.ofString("x".repeat(1001)));
    assertTrue(send(long1).body().contains("at most 1000 characters, had 1001"));
  }

  @Test
  void aBurstIsOnTheLanesWithNumbersWithoutHoles() throws Exception {
    Queue<JsonNode> received = new ConcurrentLinkedQueue<>();
    URI lane = URI.create("http://127.0.0.1:" + state().at("/lanes/sse/port").asInt() + "/push");
    PushOptions all = PushOptions.builder().after(Cursor.EARLIEST).build();
    try (var channel =
        PushChannel.to(lane)
            .transport(new SseTransport())
            .topics(Set.of("lane"))
            .options(all)
            .listen(message -> received.add(Json.MAPPER.readTree(message.data())))) {
      assertEquals(200, post("demo/burst?messages=20").statusCode());
      await()
          .until(
              () ->
                  received.stream()
                      .anyMatch(s -> s.path("text").asString().equals("burst 20 of 20")));
      long first = received.element().path("n").asLong();
      long expected = first;
      for (JsonNode sample : received) {
        assertEquals(expected++, sample.path("n").asLong());
      }
      assertFalse(channel.toString().isEmpty());
    }
  }

  @Test
  void aBurstHasALimitInBytes() throws Exception {
    assertEquals(200, post("demo/rate?perMinute=0&bytes=65536").statusCode());
    var refused = post("demo/burst?messages=17");
    assertEquals(400, refused.statusCode());
    assertTrue(refused.body().contains("1,048,576 bytes, was 1,114,112 (17 × 65,536)"));
    assertEquals(200, post("demo/burst?messages=16").statusCode());
    assertEquals(200, post("demo/rate?perMinute=60&bytes=100").statusCode());
  }

  @Test
  void eachPageHasANumberOfItsOwn() throws Exception {
    Set<String> numbers = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      numbers.add(post("demo/page").body());
    }
    assertEquals(200, numbers.size());
  }

  @Test
  void aRestartBeginsANewEpoch() throws Exception {
    String before = state().path("epoch").asString();
    JsonNode after = Json.MAPPER.readTree(post("demo/restart").body());
    assertNotEquals(before, after.path("epoch").asString());
    assertEquals(after.path("epoch").asString(), state().path("epoch").asString());
  }

  @Test
  void aPortInUseAndAnAddressThatNobodyCanNameAreRefused() {
    int port = demo.uri().getPort();
    var e = assertThrows(UncheckedIOException.class, () -> Demo.start("127.0.0.1", port));
    assertTrue(String.valueOf(e.getMessage()).contains("127.0.0.1:" + port), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Demo.start("0.0.0.0", 0));
  }

  private static JsonNode state() throws Exception {
    return Json.MAPPER.readTree(get("demo/state").body());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(demo.uri() + path));
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  private static HttpResponse<String> post(String path) throws Exception {
    return send(request(path).POST(HttpRequest.BodyPublishers.noBody()));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
