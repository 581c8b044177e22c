package io.pushchannel.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.PushStream;
import io.pushchannel.wire.Block;
import io.pushchannel.wire.WireBuffer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StreamTest {

  private static final Map<String, String> TEXT = Map.of("Content-Type", "text/plain");

  @Test
  void aStreamWritesItsOwnChunks() throws Exception {
    PushEndpoint script =
        exchange -> {
          PushStream stream = exchange.stream(200, TEXT);
          stream.write(new WireBuffer().utf8("2\r\nhi\r\n0\r\n\r\n"));
          stream.close();
        };
    try (TestServer server = new TestServer(script);
        RawClient client = server.connect()) {
      var head = client.get("/push/script").head();
      assertEquals("chunked", head.header("Transfer-Encoding"));
      assertEquals("text/plain", head.header("Content-Type"));
      assertEquals("2\r\nhi\r\n0\r\n\r\n", client.readToEnd());
    }
  }

  @Test
  void aStreamToHttp10EndsWithItsConnection() throws Exception {
    PushEndpoint script =
        exchange -> {
          PushStream stream = exchange.stream(200, TEXT);
          stream.write(new WireBuffer().utf8("hi"));
          stream.close();
        };
    try (TestServer server = new TestServer(script);
        RawClient client = server.connect()) {
      var head = client.send("GET /push/script HTTP/1.0\r\n\r\n").head();
      assertEquals("close", head.header("Connection"));
      assertEquals("", head.header("Transfer-Encoding"));
      assertEquals("hi", client.readToEnd());
    }
  }

  @Test
  void aHeadIsSentThoughNothingFollows() throws Exception {
    try (TestServer server = new TestServer(exchange -> exchange.stream(200, TEXT));
        RawClient client = server.connect()) {
      assertEquals(200, client.get("/push/script").head().status());
    }
  }

  @Test
  void anUpgradeHandsOverEvenBytesThatCameWithTheRequest() throws Exception {
    try (TestServer server = new TestServer(StreamTest::echoBytes);
        RawClient client = server.connect()) {
      client.send("GET /push/script HTTP/1.1\r\nHost: a\r\n\r\nGET / is no HTTP here\r\n\r\n");
      assertEquals("HTTP/1.1 101 X", client.line());
      assertEquals("", client.line());
      assertEquals("GET / is no HTTP here\r\n\r\n", client.read(25));
      assertEquals("later", client.send("later").read(5));
    }
  }

  @Test
  void anAnswerBeforeAnUpgradeArrivesBeforeIt() throws Exception {
    try (TestServer server = new TestServer(StreamTest::echoBytes);
        RawClient client = server.connect()) {
      client.get("/push").get("/push/script").send("abc");
      assertEquals(200, client.answer().status());
      assertEquals("HTTP/1.1 101 X", client.line());
      assertEquals("", client.line());
      assertEquals("abc", client.read(3));
    }
  }

  @Test
  void rangesOfABlockAreWrittenAndTheBlockGoesBackOnce() throws Exception {
    AtomicInteger recycled = new AtomicInteger();
    ByteBuffer bytes = ByteBuffer.allocateDirect(26);
    bytes.put("abcdefghijklmnopqrstuvwxyz".getBytes(US_ASCII)).flip();
    Block block = new Block(bytes, memory -> recycled.incrementAndGet());
    PushEndpoint script =
        exchange -> {
          PushStream stream = exchange.stream(200, TEXT);
          for (int offset = 0; offset < 26; offset += 2) {
            block.retain();
            stream.write(block, offset, 2);
          }
          stream.close();
        };
    try (TestServer server = new TestServer(script)) {
      for (int i = 0; i < 2; i++) {
        try (RawClient client = server.connect()) {
          client.get("/push/script").head();
          assertEquals("abcdefghijklmnopqrstuvwxyz", client.readToEnd());
        }
      }
      assertEquals(0, recycled.get());
      block.retire();
      await().untilAsserted(() -> assertEquals(1, recycled.get()));
    }
  }

  @Test
  void aSlowReaderIsNotWritableUntilItReads() throws Exception {
    CompletableFuture<Integer> written = new CompletableFuture<>();
    CountDownLatch writableAgain = new CountDownLatch(1);
    PushEndpoint script =
        exchange -> {
          PushStream stream = exchange.stream(200, TEXT);
          stream.onWritable(writableAgain::countDown);
          WireBuffer kilobyte = new WireBuffer().utf8("x".repeat(1024));
          int kilobytes = 0;
          for (; stream.isWritable(); kilobytes++) {
            stream.write(kilobyte);
            stream.flush();
          }
          written.complete(kilobytes);
        };
    try (TestServer server = new TestServer(script);
        RawClient client = new RawClient(server.server.port(), 4096)) {
      client.get("/push/script").head();
      int kilobytes = written.get(5, TimeUnit.SECONDS);
      assertEquals(1, writableAgain.getCount());
      assertEquals(kilobytes * 1024, client.read(kilobytes * 1024).length());
      assertTrue(writableAgain.await(5, TimeUnit.SECONDS));
    }
  }

  @Test
  void aStreamEndsOnceWhenThePeerLeaves() throws Exception {
    AtomicInteger ends = new AtomicInteger();
    PushEndpoint script =
        exchange -> {
          PushStream stream = exchange.stream(200, TEXT);
          stream.onEnd(ends::incrementAndGet);
          stream.flush();
        };
    try (TestServer server = new TestServer(script);
        RawClient client = server.connect()) {
      client.get("/push/script").head();
      client.shutdownOutput();
      await().untilAsserted(() -> assertEquals(1, ends.get()));
      await().until(() -> server.server.statistics().connections() == 0);
      assertEquals(1, ends.get());
    }
  }

  @Test
  void allTasksForTheEndRunWhenTheStreamEndsAndNotBefore() throws Exception {
    List<String> ran = new CopyOnWriteArrayList<>();
    PushEndpoint script =
        exchange -> {
          exchange.onEnd(() -> ran.add("a"));
          exchange.onEnd(FailureTest::fail);
          PushStream stream = exchange.stream(200, TEXT);
          stream.onEnd(() -> ran.add("b"));
          stream.onEnd(() -> ran.add("c"));
          exchange.onEnd(() -> ran.add("d"));
          exchange.schedule(
              Duration.ofMillis(1),
              () -> {
                stream.write(new WireBuffer().utf8(ran.isEmpty() ? "." : ran.toString()));
                stream.flush();
              });
          exchange.schedule(Duration.ofDays(1), () -> ran.add("never"));
        };
    try (TestServer server = new TestServer(script)) {
      try (RawClient client = server.connect()) {
        client.get("/push/script").head();
        assertEquals(".", client.read(1)); // a schedule outlives the beginning of the stream, too
      }
      await().untilAsserted(() -> assertEquals(4, ran.size()));
      assertEquals(Set.of("a", "b", "c", "d"), Set.copyOf(ran));
    }
  }

  @Test
  void allClosingTasksOfAStreamRun() throws Exception {
    List<String> ran = new CopyOnWriteArrayList<>();
    PushEndpoint script =
        exchange -> {
          exchange.onClosing(() -> ran.add("exchange"));
          PushStream stream = exchange.stream(200, TEXT);
          exchange.onClosing(() -> ran.add("exchange, after the stream began"));
          stream.onClosing(retry -> ran.add("stream"));
          stream.onClosing(retry -> stream.close());
        };
    try (TestServer server = new TestServer(script);
        RawClient client = server.connect()) {
      try (RawClient left = server.connect()) {
        left.get("/push/script").head();
      }
      await().until(() -> server.server.statistics().connections() == 1);
      client.get("/push/script").head();
      server.server.close();
      assertEquals(List.of("exchange", "exchange, after the stream began", "stream"), ran);
    }
  }

  @Test
  void aSecondTaskIsRefusedWhereOnlyOneCanBeSet() throws Exception {
    PushEndpoint script =
        exchange -> {
          PushStream stream = exchange.stream(200, TEXT);
          stream.onWritable(() -> {});
          stream.onIdle(Duration.ofDays(1), () -> {});
          stream.onSilent(Duration.ofDays(1), () -> {});
          assertThrows(IllegalStateException.class, () -> stream.onWritable(() -> {}));
          assertThrows(
              IllegalStateException.class, () -> stream.onIdle(Duration.ofDays(1), () -> {}));
          assertThrows(
              IllegalStateException.class, () -> stream.onSilent(Duration.ofDays(1), () -> {}));
          stream.write(new WireBuffer().utf8("refused"));
          stream.close();
        };
    try (TestServer server = new TestServer(script);
        RawClient client = server.connect()) {
      client.get("/push/script").head();
      assertEquals("refused", client.readToEnd());
    }
  }

  @Test
  void whoSendsMuchToAStreamIsClosed() throws Exception {
    try (TestServer server = new TestServer(exchange -> exchange.stream(200, TEXT));
        RawClient client = server.connect()) {
      client.get("/push/script").head();
      client.send("x".repeat(1 << 17));
      assertEquals("", client.readToEnd());
    }
  }

  @Test
  void silenceIsBrokenEachTimeAndNoticedOnce() throws Exception {
    AtomicInteger silences = new AtomicInteger();
    PushEndpoint script =
        exchange -> {
          PushStream stream = exchange.stream(200, TEXT);
          stream.onSilent(Duration.ofMillis(100), silences::incrementAndGet);
          stream.onIdle(
              Duration.ofMillis(100),
              () -> {
                stream.write(new WireBuffer().utf8("."));
                stream.flush();
              });
        };
    try (TestServer server = new TestServer(script);
        RawClient client = server.connect()) {
      client.get("/push/script").head();
      assertEquals(".....", client.read(5));
      assertEquals(1, silences.get());
    }
  }

  @Test
  void aStreamBegunAfterThePeerLeftHasEnded() throws Exception {
    CompletableFuture<PushExchange> held = new CompletableFuture<>();
    CountDownLatch abandoned = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    PushEndpoint script =
        exchange -> {
          exchange.onEnd(
              () -> {
                PushStream stream = exchange.stream(200, TEXT);
                stream.write(new WireBuffer().utf8("to no client"));
                assertFalse(stream.isWritable());
                stream.onEnd(ended::countDown);
                abandoned.countDown();
              });
          held.complete(exchange);
        };
    try (TestServer server = new TestServer(script)) {
      try (RawClient client = server.connect()) {
        client.get("/push/script");
        held.get(5, TimeUnit.SECONDS);
      }
      assertTrue(abandoned.await(5, TimeUnit.SECONDS));
      assertTrue(ended.await(5, TimeUnit.SECONDS));
    }
  }

  private static void echoBytes(PushExchange exchange) {
    CompletableFuture<PushStream> stream = new CompletableFuture<>();
    stream.complete(
        exchange.upgrade(
            "HTTP/1.1 101 X\r\n\r\n".getBytes(US_ASCII),
            bytes -> {
              stream.join().write(new WireBuffer().utf8(US_ASCII.decode(bytes)));
              stream.join().flush();
            }));
  }
}
