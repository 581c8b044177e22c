package io.pushchannel.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pushchannel.benchmarks.load.ConnectSpec;
import io.pushchannel.benchmarks.load.LoadProcess;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks that each peer delivers published messages to the load client once and in order. */
@Timeout(60)
class PeersTest {

  private static final int CONNECTIONS = 20;
  private static final int MESSAGES = 200;

  @ParameterizedTest
  @EnumSource
  void deliversEachMessageOnceAndInOrderAndTellsItsVersions(Peers which) throws Exception {
    assumeTrue(which.missing().isEmpty(), () -> which.missing().orElseThrow());
    try (Peer peer = which.start();
        LoadProcess load = LoadProcess.start(Redirect.INHERIT)) {
      load.connect(ConnectSpec.of(which.technique(), peer.uri(), CONNECTIONS));
      load.reset(0);
      peer.publish(0, MESSAGES, 100);
      boolean all = load.awaitDelivered(CONNECTIONS * MESSAGES, Duration.ofSeconds(20));
      var report = load.report(MESSAGES);
      assertTrue(all, report::toString);
      assertEquals(CONNECTIONS * MESSAGES, report.ledger().delivered());
      assertTrue(report.ledger().isClean(), report::toString);
      assertTrue(which.versions().matches(".*\\d+\\.\\d+.*"), which.versions());
      assertFalse(which.versions().contains("null"), which.versions());
    }
  }
}
