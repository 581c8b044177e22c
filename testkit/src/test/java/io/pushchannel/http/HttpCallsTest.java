package io.pushchannel.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.Cursor;
import io.pushchannel.PublishResult;
import io.pushchannel.PushOptions;
import io.pushchannel.PushRefusedException;
import io.pushchannel.testkit.wire.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@code HttpCalls}. They are in this module because they need the scripted server. */
class HttpCallsTest {

  private static final PushOptions OPTIONS =
      PushOptions.builder()
          .connectTimeout(Duration.ofSeconds(5))
          .headers(Map.of("Authorization", "Bearer x"))
          .build();

  private static HttpCalls calls(ScriptedServer server) {
    return new HttpCalls(server.uri(), OPTIONS, SharedHttpClient.shared(), Duration.ofSeconds(5));
  }

  private static Request read(HttpCalls calls) throws IOException {
    return calls
        .read("sse", List.of("a/b", "c"), Cursor.parse("e-7"), Map.of("limit", "5"))
        .build();
  }

  private static void requireText(HttpCalls calls) throws IOException {
    calls.execute(read(calls), answer -> Responses.require(answer, "text/plain"));
  }

  private static @Nullable Throwable failure(CompletableFuture<PublishResult> publish) {
    return assertThrows(ExecutionException.class, () -> publish.get(10, TimeUnit.SECONDS))
        .getCause();
  }

  @Test
  void aCancelledPublishEndsItsRequest() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      URI base = URI.create("http://127.0.0.1:" + mute.getLocalPort() + "/push");
      HttpCalls calls =
          new HttpCalls(base, OPTIONS, SharedHttpClient.shared(), Duration.ofSeconds(5));
      CompletableFuture<PublishResult> published =
          calls.publish("t", "text", null).toCompletableFuture();
      try (Socket accepted = mute.accept()) {
        accepted.setSoTimeout(10_000);
        assertTrue(accepted.getInputStream().read() >= 0);
        published.cancel(false);
        accepted.getInputStream().readAllBytes(); // returns only at the end of the connection
      }
    }
  }

  @Test
  void aBodyThatTricklesIsEndedAndASlowOneIsNot() throws Exception {
    long[] now = {0};
    TransferRate rate = new TransferRate(() -> now[0]);
    now[0] = TimeUnit.SECONDS.toNanos(30);
    rate.require(0);
    now[0] = TimeUnit.SECONDS.toNanos(130);
    rate.require(1_000_000);
    assertEquals(
        "a response must arrive at 10000 bytes per second or more after the first 30 s, was 999"
            + " bytes in 130 s",
        assertThrows(IOException.class, () -> rate.require(999)).getMessage());
  }

  @Test
  void aReadSaysWhatItWantsAndBringsTheApplicationsHeaders() throws Exception {
    try (var server =
        ScriptedServer.answering(
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain; x=y\r\nContent-Length: 2\r\n\r\nhi")) {
      HttpCalls calls = calls(server);
      List<byte[]> bodies = new ArrayList<>();
      calls.execute(
          read(calls),
          answer -> {
            Responses.require(answer, "text/plain");
            bodies.add(Responses.body(answer));
          });
      assertArrayEquals(new byte[] {'h', 'i'}, bodies.get(0));
      String request = server.requests().get(0);
      assertTrue(
          request.startsWith("GET /push/sse?topic=a/b&topic=c&after=e-7&limit=5 HTTP/1.1\r\n"),
          request);
      assertTrue(request.contains("\r\nAuthorization: Bearer x\r\n"), request);
    }
  }

  @Test
  void anotherTypeIsRefused() throws Exception {
    try (var server =
        ScriptedServer.answering(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi")) {
      IOException failure = assertThrows(IOException.class, () -> requireText(calls(server)));
      assertTrue(
          String.valueOf(failure.getMessage())
              .startsWith("Content-Type must be text/plain from http:"));
      assertTrue(String.valueOf(failure.getMessage()).endsWith(", was text/html"));
    }
  }

  @Test
  void aRefusalKeepsItsStatusItsDetailAndItsPause() throws Exception {
    try (var server =
        ScriptedServer.answering(
            "HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: 21\r\n\r\n"
                + "{\"detail\":\"too many\"}")) {
      PushRefusedException failure =
          assertThrows(PushRefusedException.class, () -> requireText(calls(server)));
      assertEquals(503, failure.status());
      assertEquals(Duration.ofSeconds(7), failure.retryAfter());
      assertTrue(String.valueOf(failure.getMessage()).endsWith(": too many"));
      assertTrue(failure.isRetryable());
    }
  }

  @Test
  void aRefusalThatIsNoProblemObjectIsItsStatus() throws Exception {
    try (var server =
        ScriptedServer.answering("HTTP/1.1 404 No\r\nContent-Length: 6\r\n\r\n<html>")) {
      PushRefusedException failure =
          assertThrows(PushRefusedException.class, () -> requireText(calls(server)));
      assertTrue(
          String.valueOf(failure.getMessage()).startsWith("received status 404 from http://"));
      assertFalse(failure.isRetryable());
    }
  }

  @Test
  void aBodyThatBreaksOffIsAFailure() throws Exception {
    try (var server =
        ScriptedServer.answering(
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nhi")) {
      HttpCalls calls = calls(server);
      assertThrows(IOException.class, () -> calls.execute(read(calls), Responses::body));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsNotFollowedAndWhatItLeadsToIsTold(int status) throws Exception {
    try (var there = ScriptedServer.answering();
        var here =
            ScriptedServer.answering(
                redirect(status, there.uri() + "/sse"), redirect(status, there.uri() + "/x"))) {
      PushRefusedException failure =
          assertThrows(PushRefusedException.class, () -> requireText(calls(here)));
      assertEquals(status, failure.status());
      assertTrue(
          String.valueOf(failure.getMessage())
              .endsWith(", which leads to " + there.uri() + "/sse; redirects are not followed"));
      assertTrue(failure.isRetryable());
      assertInstanceOf(
          PushRefusedException.class,
          failure(calls(here).publish("t", "secret", null).toCompletableFuture()));
      assertEquals(2, here.requests().size());
      assertEquals(List.of(), there.requests());
    }
  }

  @Test
  void whatTheApplicationsClientIsSetToDoesNotCount() throws Exception {
    OkHttpClient eager = SharedHttpClient.shared().newBuilder().followRedirects(true).build();
    try (var here = ScriptedServer.answering(redirect(302, "/push/other"))) {
      HttpCalls calls = new HttpCalls(here.uri(), OPTIONS, eager, Duration.ofSeconds(5));
      assertThrows(PushRefusedException.class, () -> requireText(calls));
      assertEquals(1, here.requests().size());
    }
  }

  private static String redirect(int status, String location) {
    return "HTTP/1.1 "
        + status
        + " Elsewhere\r\nLocation: "
        + location
        + "\r\nContent-Length: 0\r\n\r\n";
  }

  @Test
  void aPublishIsAPostOfTheTextUnderItsKey() throws Exception {
    try (var server =
        ScriptedServer.answering(
            "HTTP/1.1 201 Created\r\nContent-Length: 12\r\n\r\n{\"id\":\"e-3\"}",
            "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{\"id\":\"e-3\"}")) {
      HttpCalls calls = calls(server);
      assertEquals(
          new PublishResult(Cursor.parse("e-3"), false),
          calls.publish("t", "text", "key").toCompletableFuture().get(10, TimeUnit.SECONDS));
      assertEquals(
          new PublishResult(Cursor.parse("e-3"), true),
          calls.publish("t", "text", "key").toCompletableFuture().get(10, TimeUnit.SECONDS));
      String request = server.requests().get(0);
      assertTrue(request.startsWith("POST /push/publish?topic=t HTTP/1.1\r\n"), request);
      assertTrue(request.contains("\r\nIdempotency-Key: key\r\n"), request);
      assertTrue(request.endsWith("\r\n\r\ntext"), request);
    }
  }

  @Test
  void aPublishUnderAKeyThatNoHeaderCanHoldFailsAndIsNotSent() throws Exception {
    try (var server = ScriptedServer.answering()) {
      HttpCalls calls = calls(server);
      for (String key : List.of("clé", "two\nlines", "nul \0")) {
        Throwable failure = failure(calls.publish("t", "text", key).toCompletableFuture());
        assertInstanceOf(IllegalArgumentException.class, failure);
        assertTrue(String.valueOf(failure.getMessage()).startsWith("key must be of ASCII"));
      }
      assertEquals(List.of(), server.requests());
    }
  }

  @Test
  void aPublishWithoutAKeyGetsOne() throws Exception {
    try (var server =
        ScriptedServer.answering(
            "HTTP/1.1 201 Created\r\nContent-Length: 12\r\n\r\n{\"id\":\"e-3\"}")) {
      calls(server).publish("t", "text", null).toCompletableFuture().get(10, TimeUnit.SECONDS);
      assertTrue(
          server.requests().get(0).matches("(?s).*\r\nIdempotency-Key: [0-9a-f-]{36}\r\n.*"));
    }
  }

  @Test
  void aPublishWhoseAnswerIsNoneFails() throws Exception {
    try (var server =
        ScriptedServer.answering(
            "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}",
            "HTTP/1.1 201 Created\r\nContent-Length: 1\r\n\r\n<",
            "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n")) {
      HttpCalls calls = calls(server);
      assertInstanceOf(
          IOException.class, failure(calls.publish("t", "a", null).toCompletableFuture()));
      assertInstanceOf(
          IOException.class, failure(calls.publish("t", "a", null).toCompletableFuture()));
      assertEquals(
          403,
          assertInstanceOf(
                  PushRefusedException.class,
                  failure(calls.publish("t", "a", null).toCompletableFuture()))
              .status());
    }
  }

  @Test
  void closingEndsWhatIsUnderWayAndWhatComesAfter() throws Exception {
    try (var server = ScriptedServer.answering()) {
      HttpCalls calls = calls(server);
      CompletableFuture<PublishResult> publish =
          calls.publish("t", "a", null).toCompletableFuture();
      calls.close();
      assertInstanceOf(IOException.class, failure(publish));
      assertThrows(IOException.class, () -> requireText(calls));
      assertInstanceOf(
          IOException.class, failure(calls.publish("t", "a", null).toCompletableFuture()));
    }
  }
}
