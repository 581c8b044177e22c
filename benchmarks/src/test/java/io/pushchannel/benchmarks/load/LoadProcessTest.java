package io.pushchannel.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.MessageBus;
import io.pushchannel.benchmarks.result.Ledger;
import io.pushchannel.server.PushServer;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs the load client as a process against a real server. */
class LoadProcessTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int CONNECTIONS = 20;
  private static final int MESSAGES = 50;

  private final MessageBus bus = MessageBus.inMemory();
  private final PushServer server = PushServer.builder(bus).port(0).start();
  private LoadProcess load;
  private long next;

  @BeforeEach
  void start() throws IOException {
    load = LoadProcess.start(Redirect.INHERIT);
  }

  @AfterEach
  void stop() throws Exception {
    load.close();
    server.close();
    bus.close();
  }

  private void publish() {
    for (int i = 0; i < MESSAGES; i++) {
      bus.publish("load", new MessageStamp(next++, System.nanoTime()).toText(100));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = PushTechnique.class,
      names = {"SHORT_POLLING", "LONG_POLLING", "SSE", "WEBSOCKET"})
  void everyTechniqueHearsAllAndAgainAfterACut(PushTechnique technique) throws Exception {
    load.connect(
        ConnectSpec.of(technique, server.uri(), CONNECTIONS).withInterval(20).withCanaries(2));
    load.reset(0);
    publish();
    assertTrue(load.awaitDelivered(CONNECTIONS * MESSAGES, PATIENCE));
    load.cut(); // these messages are missed and delivered after reconnecting
    publish();
    load.cut(Duration.ofMillis(50));
    assertTrue(load.awaitDelivered(2 * CONNECTIONS * MESSAGES, PATIENCE));

    long expected = 2 * CONNECTIONS * MESSAGES;
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> load.report(next).canaries().delivered() == 2 * 2 * MESSAGES);
    LoadReport report = load.report(next);
    assertEquals(new Ledger(expected, expected, 0, 0, 0, 0), report.ledger());
    assertTrue(report.canaries().isClean(), report.canaries().toString());
    assertEquals(expected, report.latency().getTotalCount());
    assertEquals(CONNECTIONS, report.backNanos().size());
    assertEquals(0, report.broken(), report.lastBreak());
  }

  @Test
  void aForeignEventStreamIsHeardByItsStamps() throws Exception {
    URI stream = URI.create(server.uri() + "/sse?topic=load");
    load.connect(ConnectSpec.of(PushTechnique.PLAIN_SSE, stream, CONNECTIONS));
    load.reset(0);
    publish();
    assertTrue(load.awaitDelivered(CONNECTIONS * MESSAGES, PATIENCE));
    assertTrue(load.report(next).ledger().isClean());
  }

  @Test
  void whatWasNeverPublishedIsLost() throws Exception {
    load.connect(ConnectSpec.of(PushTechnique.SSE, server.uri(), CONNECTIONS));
    load.reset(0);
    publish();
    assertTrue(load.awaitDelivered(CONNECTIONS * MESSAGES, PATIENCE));
    assertEquals(CONNECTIONS, load.report(next + 1).ledger().lost());
    assertFalse(load.awaitDelivered(CONNECTIONS * MESSAGES + 1, Duration.ofMillis(1)));
  }

  @Test
  void whoeverStopsReadingIsLeftOutUntilHeGoesOn() throws Exception {
    load.connect(ConnectSpec.of(PushTechnique.WEBSOCKET, server.uri(), CONNECTIONS));
    load.reset(0);
    load.stall(0.1);
    publish();
    assertTrue(load.awaitDelivered((CONNECTIONS - 2) * MESSAGES, PATIENCE));
    assertEquals((CONNECTIONS - 2) * MESSAGES, load.report(next).ledger().expected());
    load.stall(0);
    assertTrue(load.awaitDelivered(CONNECTIONS * MESSAGES, PATIENCE));
    assertTrue(load.report(next).ledger().isClean());
  }

  @Test
  void anAddressThatRefusesIsNamed() {
    ConnectSpec spec = ConnectSpec.of(PushTechnique.SSE, URI.create(server.uri() + "/no"), 1);
    IOException e = assertThrows(IOException.class, () -> load.connect(spec));
    assertTrue(e.getMessage().contains("404"), e.getMessage());
  }
}
