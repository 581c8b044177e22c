package io.pushchannel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pushchannel.server.loop.Deadlines;
import io.pushchannel.server.loop.ReceiveTimeout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two seconds for a request, five between two. */
class ReceiveTimeoutTest {

  private long nanos = TimeUnit.HOURS.toNanos(7);
  private final Deadlines deadlines = new Deadlines(() -> nanos);
  private final List<Boolean> late = new ArrayList<>();
  private final ReceiveTimeout timeout =
      new ReceiveTimeout(
          deadlines,
          ServerLimits.builder()
              .requestTimeout(Duration.ofSeconds(2))
              .idleTimeout(Duration.ofSeconds(5))
              .build(),
          this::isLate);

  private void isLate() {
    late.add(timeout.isIdle());
    timeout.cancel();
  }

  @Test
  void furtherBytesOfARequestWinNoTime() {
    timeout.requestBegins();
    pass(1500);
    timeout.requestBegins();
    pass(400);
    assertEquals(List.of(), late);
    pass(300);
    assertEquals(List.of(false), late);
    pass(60_000);
    assertEquals(1, late.size());
  }

  @Test
  void eachAnswerBeginsTheWaitForTheNextAnew() {
    for (int i = 0; i < 10; i++) {
      timeout.cancel();
      timeout.idles();
      pass(4900);
    }
    assertEquals(List.of(), late);
    pass(300);
    assertEquals(List.of(true), late);
  }

  @Test
  void aRequestAfterAWaitHasItsOwnShorterTime() {
    timeout.idles();
    pass(1000);
    timeout.requestBegins();
    pass(1900);
    assertEquals(List.of(), late);
    pass(300);
    assertEquals(List.of(false), late);
  }

  @Test
  void aBodyHasTheTimeThatItsBytesTakeAtTheMinimumRate() {
    timeout.requestBegins();
    pass(1900);
    for (int i = 0; i < 100; i++) { // 1 MB at 20 KB/s
      timeout.bodyReceived(10_000);
      pass(500);
    }
    assertEquals(List.of(), late);
  }

  @Test
  void aBodyBelowTheMinimumRateIsLate() {
    timeout.bodyReceived(10_000);
    for (int seconds = 1; seconds <= 2; seconds++) {
      pass(1000);
      timeout.bodyReceived(1);
    }
    assertEquals(List.of(), late);
    pass(900);
    assertEquals(List.of(), late);
    pass(300);
    assertEquals(List.of(false), late);
  }

  @Test
  void theNextBodyStartsWithoutTheTimeOfTheLast() {
    timeout.bodyReceived(1_000_000);
    timeout.cancel();
    timeout.idles();
    timeout.requestBegins();
    timeout.bodyReceived(0);
    pass(1900);
    assertEquals(List.of(), late);
    pass(300);
    assertEquals(List.of(false), late);
  }

  @Test
  void aConnectionWithoutAnyByteIsIdleAfterTheRequestTimeout() {
    timeout.connected();
    pass(1900);
    assertEquals(List.of(), late);
    pass(300);
    assertEquals(List.of(true), late);
  }

  @Test
  void aConnectionWithOneByteIsNotIdle() {
    timeout.connected();
    pass(1000);
    timeout.requestBegins();
    pass(1900);
    assertEquals(List.of(), late);
    pass(300);
    assertEquals(List.of(false), late);
  }

  @Test
  void nothingIsLateOfAConnectionThatHasEnded() {
    timeout.idles();
    timeout.end();
    pass(60_000);
    timeout.requestBegins();
    timeout.cancel();
    pass(60_000);
    assertEquals(List.of(), late);
  }

  private void pass(int millis) {
    for (int i = 0; i < millis; i += 100) {
      nanos += TimeUnit.MILLISECONDS.toNanos(100);
      deadlines.run();
    }
  }
}
