package io.pushchannel.channel;

import static io.pushchannel.channel.ScriptedConnection.cursor;
import static io.pushchannel.channel.ScriptedConnection.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.MessageCodec;
import io.pushchannel.PushOptions;
import io.pushchannel.PushRefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long a channel waits, in time that only pauses move. */
@Timeout(20)
class ChannelPausesTest {

  private final ScriptedChannel channel = new ScriptedChannel();
  private final ScriptedConnection connection = channel.connection;
  private final RecordingListener listener = channel.listener;
  private final VirtualTime time = channel.time;
  private final ChannelLoop loop = channel.loop;

  @Test
  void failuresInARowAreFurtherAndFurtherApart() {
    for (int i = 0; i < 200; i++) {
      connection.script(receiver -> ScriptedConnection.breakOff());
    }
    loop.run();
    assertEquals(200, time.pauses.size());
    assertTrue(time.pauses.get(0) < 1000, time.pauses::toString);
    assertTrue(time.pauses.stream().allMatch(pause -> pause < 30_000), time.pauses::toString);
    assertEquals(15_000, average(time.pauses.subList(10, 200)), 2_000);
  }

  @Test
  void aServerThatAcceptsOnlyToDropIsNotHammered() {
    for (int i = 0; i < 200; i++) {
      connection.script(
          receiver -> {
            receiver.opened(cursor(0));
            receiver.retryAfter(Duration.ZERO);
          });
    }
    loop.run();
    assertEquals(15_000, average(time.pauses.subList(10, 200)), 2_000);
  }

  @Test
  void aServerThatOpensAndThenRefusesTheHeadersIsNotHammered() {
    ScriptedChannel supplied =
        new ScriptedChannel(PushOptions.builder().headers(() -> Map.of("a", "b")).build());
    for (int i = 0; i < 200; i++) {
      supplied.connection.script(
          receiver -> {
            receiver.opened(cursor(0));
            throw new PushRefusedException(401, "expired", null);
          });
    }
    supplied.loop.run();
    assertEquals(200, supplied.time.pauses.size());
    assertEquals(15_000, average(supplied.time.pauses.subList(10, 200)), 2_000);
  }

  @Test
  void aRefusalBeforeAnAttemptOpensIsRepeatedOnceWithoutAPause() {
    ScriptedChannel supplied =
        new ScriptedChannel(PushOptions.builder().headers(() -> Map.of("a", "b")).build());
    for (int i = 0; i < 2; i++) {
      supplied.connection.script(
          receiver -> {
            throw new PushRefusedException(401, "expired", null);
          });
    }
    supplied.loop.run();
    assertEquals(2, supplied.connection.asked.size());
    assertEquals(List.of(), supplied.time.pauses);
  }

  @Test
  void anAttemptThatBroughtAMessageMakesTheNextPauseShort() {
    for (int i = 0; i < 50; i++) {
      connection.script(receiver -> ScriptedConnection.breakOff());
    }
    connection.script(receiver -> receiver.message(message(1)));
    loop.run();
    assertTrue(time.pauses.get(50) < 1000, time.pauses::toString);
  }

  @Test
  void anAttemptThatStayedOpenMakesTheNextPauseShort() {
    for (int i = 0; i < 50; i++) {
      connection.script(receiver -> ScriptedConnection.breakOff());
    }
    connection.script(
        receiver -> {
          receiver.opened(cursor(0));
          time.pass(30_000);
          ScriptedConnection.breakOff();
        });
    loop.run();
    assertTrue(time.pauses.get(50) < 1000, time.pauses::toString);
  }

  @Test
  void aStreamThatStayedOpenForFiveSecondsWasHealthy() {
    assertTrue(averagePauseOfCutsAfter(6_000) < 1_000);
    assertTrue(averagePauseOfCutsAfter(29_000) < 1_000);
    assertEquals(15_000, averagePauseOfCutsAfter(4_000), 3_000);
  }

  /** Streams on a quiet topic, cut after this time; the server needs another 9 s to open each. */
  private static double averagePauseOfCutsAfter(long millis) {
    ScriptedChannel quiet = new ScriptedChannel();
    for (int i = 0; i < 100; i++) {
      quiet.connection.script(
          receiver -> {
            quiet.time.pass(9_000);
            receiver.opened(cursor(0));
            quiet.time.pass(millis);
            ScriptedConnection.breakOff();
          });
    }
    quiet.loop.run();
    return average(quiet.time.pauses.subList(10, 100));
  }

  @Test
  void anAttemptThatTookLongToFailDoesNotMakeTheNextPauseShort() {
    for (int i = 0; i < 100; i++) {
      connection.script(
          receiver -> {
            time.pass(60_000);
            ScriptedConnection.breakOff();
          });
    }
    loop.run();
    assertEquals(15_000, average(time.pauses.subList(10, 100)), 3_000);
  }

  @Test
  void theServerIsGivenTheTimeItAsksFor() {
    connection.script(
        receiver -> {
          throw new PushRefusedException(503, "busy", Duration.ofSeconds(20));
        },
        receiver -> {
          receiver.retryAfter(Duration.ofSeconds(40));
          ScriptedConnection.breakOff();
        },
        receiver -> receiver.retryAfter(Duration.ofSeconds(60)),
        receiver -> {});
    loop.run();
    assertTrue(time.pauses.get(0) >= 20_000, time.pauses::toString);
    assertTrue(time.pauses.get(1) >= 40_000, time.pauses::toString);
    assertTrue(time.pauses.get(2) >= 60_000, time.pauses::toString);
    assertTrue(time.pauses.get(3) < 30_000, "asked for once: " + time.pauses);
  }

  @Test
  void closingWakesAPauseAtOnce() throws InterruptedException {
    CountDownLatch waiting = new CountDownLatch(1);
    listener.onCall =
        call -> {
          if (call.startsWith("RECONNECTING")) {
            waiting.countDown();
          }
        };
    connection.script(receiver -> receiver.retryAfter(Duration.ofMinutes(5)));
    ChannelLoop inRealTime =
        new ChannelLoop(
            "channel",
            Set.of("t"),
            connection,
            PushOptions.DEFAULT,
            MessageCodec.DEFAULT,
            listener);
    Thread thread = new Thread(inRealTime::run);
    thread.start();
    assertTrue(waiting.await(10, TimeUnit.SECONDS));
    inRealTime.close();
    thread.join();
    assertEquals("closed", listener.received.get(listener.received.size() - 1));
  }

  private static double average(List<Long> pauses) {
    return pauses.stream().mapToLong(pause -> pause).average().orElseThrow();
  }
}
