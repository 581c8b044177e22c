package io.pushchannel.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.MessageBus;
import io.pushchannel.spi.BatchFormat;
import io.pushchannel.spi.EndpointContext;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.MessageLog;
import io.pushchannel.spi.Pump;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.ReadRequest;
import io.pushchannel.wire.Position;
import io.pushchannel.wire.StreamFormat;
import io.pushchannel.wire.WireBuffer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bus that is closed, or fails, while clients read it: polls, held polls and streams. */
class BusFailureTest {

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final byte[] NOTHING = {};

  private final MessageBus healthy = MessageBus.inMemory();
  private final ErrorLog log = new ErrorLog();

  @AfterEach
  void close() {
    log.close();
    healthy.close();
  }

  /** Reads {@code bus} as the transports do, in the manner that the query says. */
  private static PushEndpoint reading(MessageLog log) {
    EndpointContext settings = new EndpointContext(log, HEARTBEAT, HEARTBEAT, 64, 1 << 20, 10_000);
    return exchange -> {
      ReadRequest request = ReadRequest.of(exchange, settings);
      switch (exchange.query("as").get(0)) {
        case "poll" ->
            respond(exchange, request.open(log, BatchFormat.INSTANCE, exchange.notifier()));
        case "held" -> {
          Feed feed = request.open(log, BatchFormat.INSTANCE, exchange.notifier());
          feed.onAvailable(() -> exchange.run(() -> respond(exchange, feed)));
        }
        default -> {
          Feed feed = request.open(log, TEXT, exchange.notifier());
          Pump.start(feed, TEXT, exchange.stream(200, Map.of()), HEARTBEAT);
        }
      }
    };
  }

  private static void respond(PushExchange exchange, Feed feed) {
    exchange.respond(200, Map.of(), feed.isAvailable() ? BatchFormat.read(feed, 10) : NOTHING);
  }

  @Test
  void aBusThatIsClosedFirstEndsStreamsAndHeldPollsAndLogsOneLine() throws Exception {
    MessageBus bus = MessageBus.inMemory();
    try (TestServer server =
            new TestServer(reading((MessageLog) bus), settings -> settings.eventLoops(1));
        RawClient stream = server.connect();
        RawClient held = server.connect()) {
      stream.get("/push/script?as=stream&topic=t").head();
      assertEquals("open;", stream.read(5));
      held.get("/push/script?as=held&topic=t");
      try (RawClient other = server.connect()) { // answered after the held poll has arrived
        assertEquals(200, other.get("/push/script?as=poll&topic=t").answer().status());
      }
      bus.close();
      assertTrue(stream.readToEnd().matches("bye [2-7][0-9]{3};"));
      RawClient.Answer answer = held.answer();
      assertEquals(503, answer.status());
      assertEquals("5", answer.header("Retry-After"));
      for (int i = 0; i < 10; i++) {
        try (RawClient client = server.connect()) {
          answer = client.get("/push/script?as=poll&topic=t").answer();
          assertEquals(503, answer.status());
          assertEquals("5", answer.header("Retry-After"));
        }
      }
      assertEquals(1, log.lines("The bus is closed").size());
      assertEquals(List.of(), log.lines("ERROR"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"open", "read"})
  void aBusThatFailsIsAnsweredWith503(String method) throws Exception {
    try (TestServer server = new TestServer(reading(failing(method)))) {
      healthy.publish("t", "x").toCompletableFuture().join();
      for (String as : new String[] {"poll", "held"}) {
        try (RawClient client = server.connect()) {
          RawClient.Answer answer =
              client.get("/push/script?topic=t&after=earliest&as=" + as).answer();
          assertEquals(503, answer.status(), as);
          assertEquals("5", answer.header("Retry-After"), as);
        }
      }
      await().until(() -> server.server.statistics().connections() == 0);
    }
  }

  @Test
  void aStreamWhoseBusFailsIsEndedWithBye() throws Exception {
    try (TestServer server = new TestServer(reading(failing("read")));
        RawClient client = server.connect()) {
      client.get("/push/script?topic=t&after=earliest&as=stream").head();
      assertTrue(client.readToEnd().matches("open;bye [2-7][0-9]{3};"));
    }
  }

  /** The healthy bus, except that {@code method}, of it or of its feeds, fails. */
  private MessageLog failing(String method) {
    return failing(MessageLog.class, (MessageLog) healthy, method);
  }

  private static <T> T failing(Class<T> type, T real, String failing) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getName().equals(failing)) {
                throw new UnsupportedOperationException("a seeded fault");
              }
              try {
                Object result = method.invoke(real, arguments);
                return result instanceof Feed feed ? failing(Feed.class, feed, failing) : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private static final StreamFormat TEXT =
      new StreamFormat() {
        @Override
        public void encode(Message message, WireBuffer out) {
          out.utf8(message.data()).octet(';');
        }

        @Override
        public void open(Position cursor, Duration heartbeat, WireBuffer out) {
          out.utf8("open;");
        }

        @Override
        public void gap(Gap gap, WireBuffer out) {
          out.utf8("gap;");
        }

        @Override
        public void heartbeat(WireBuffer out) {
          out.octet('.');
        }

        @Override
        public void bye(Duration retry, WireBuffer out) {
          out.utf8("bye ").decimal(retry.toMillis()).octet(';');
        }
      };
}
