package io.pushchannel.integration.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.integration.hostile.Cases.Case;
import io.pushchannel.server.RawClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * All cases again, thousands of times, in any order, some cut anywhere and left there, some closed
 * before the answer: when it is over the server holds no more than before it began.
 */
class BarrageTest {

  private static final long SEED = 20_260_101;
  private static final int ROUNDS = 3;
  private static final int LARGE = 100_000;

  /** What may come and go by itself: what the JDK, JUnit and Netty cache, a few buffers of each. */
  private static final long SLACK_BYTES = 4 << 20;

  @Test
  void nothingIsLeftBehind() throws Exception {
    try (Victim victim = new Victim(Duration.ofSeconds(60))) {
      List<byte[]> all = new ArrayList<>();
      HttpCasesTest.cases().map(one -> new HttpTalk(one).bytes()).forEach(all::add);
      WebSocketCasesTest.cases()
          .map(one -> (WebSocketCasesTest.HANDSHAKE + latin1(one)).getBytes(ISO_8859_1))
          .forEach(all::add);
      all.removeIf(bytes -> bytes.length > LARGE); // each is tried; these would cost too much here
      Random random = new Random(SEED);
      throwAll(all, random, victim); // the first round fills caches
      settle(victim);
      Footprint before = Footprint.now();
      for (int round = 0; round < ROUNDS; round++) {
        throwAll(all, random, victim);
        victim.canary.sing();
      }
      settle(victim);
      await()
          .atMost(Duration.ofSeconds(10))
          .pollInterval(Duration.ofMillis(100))
          .untilAsserted(() -> before.assertCovers(Footprint.now(), SLACK_BYTES));
      assertTrue(all.size() * ROUNDS > 2000, "expected thousands of requests");
    }
  }

  private static void throwAll(List<byte[]> all, Random random, Victim victim)
      throws InterruptedException {
    Collections.shuffle(all, random);
    for (byte[] bytes : all) {
      try (RawClient client = victim.connect()) {
        int length = random.nextInt(3) == 0 ? random.nextInt(bytes.length + 1) : bytes.length;
        client.send(new String(bytes, 0, length, ISO_8859_1));
        if (random.nextInt(3) == 0) {
          client.shutdownOutput();
          client.readToEnd();
        }
      } catch (IOException e) {
        // the server ended it, as it must
        victim.canary.sing();
      }
    }
    victim.canary.sing();
  }

  private static String latin1(Case frames) {
    return new String(WebSocketCasesTest.bytes(frames), ISO_8859_1);
  }

  /** Returns when all but the canary have been noticed to have left. */
  private static void settle(Victim victim) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> victim.server.statistics().connections() <= Canary.CONNECTIONS);
  }
}
