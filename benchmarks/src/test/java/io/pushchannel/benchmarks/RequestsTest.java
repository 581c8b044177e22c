package io.pushchannel.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.benchmarks.load.ConnectSpec;
import io.pushchannel.benchmarks.load.LoadProcess;
import io.pushchannel.benchmarks.load.LoadReport;
import io.pushchannel.benchmarks.load.PushTechnique;
import io.pushchannel.benchmarks.served.PushServed;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Compares the counted requests per message with the figures of docs/benchmarks/method.md. */
class RequestsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MESSAGES = 20;

  /** Publishes one message at a time, after all polls have been sent again. */
  private static LoadReport oneAtATime(PushTechnique technique, int connections)
      throws IOException, InterruptedException {
    try (PushServed served = new PushServed();
        LoadProcess load = LoadProcess.start(Redirect.INHERIT)) {
      load.connect(ConnectSpec.of(technique, served.uri(), connections));
      awaitAsked(load, technique, connections, 0);
      load.reset(0);
      for (int i = 0; i < MESSAGES; i++) {
        served.publish(i, 1, 100);
        assertTrue(load.awaitDelivered((i + 1L) * connections, PATIENCE));
        awaitAsked(load, technique, connections, i + 1);
      }
      return load.report(MESSAGES);
    }
  }

  /**
   * Waits until all long polls have been sent. The first response contains the cursor; after that,
   * each message needs one more request.
   */
  private static void awaitAsked(
      LoadProcess load, PushTechnique technique, int connections, int messages) {
    if (technique == PushTechnique.LONG_POLLING) {
      long asked = (2L + messages) * connections;
      Awaitility.await().atMost(PATIENCE).until(() -> load.requests() == asked);
    }
  }

  @Test
  void streamsNeedNone() throws Exception {
    for (PushTechnique technique :
        new PushTechnique[] {PushTechnique.SSE, PushTechnique.WEBSOCKET}) {
      LoadReport report = oneAtATime(technique, 3);
      assertEquals(0, report.requests());
      assertEquals(0, report.bytesUp());
      // 9 ids of one digit and 11 of two digits
      int size = technique == PushTechnique.SSE ? 140 : 147;
      assertEquals(3 * (9 * (size + 1) + 11 * (size + 2)), report.bytesDown());
    }
  }

  @Test
  void longPollingNeedsOneForEachMessageThatComesAlone() throws Exception {
    LoadReport report = oneAtATime(PushTechnique.LONG_POLLING, 3);
    assertEquals(3 * MESSAGES, report.requests());
    assertTrue(report.ledger().isClean(), report.ledger().toString());
  }
}
