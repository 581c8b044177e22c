package io.pushchannel.testkit.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.CloseReason;
import io.pushchannel.MessageBus;
import io.pushchannel.server.PushServer;
import io.pushchannel.spi.PushFailure;
import io.pushchannel.spi.PushTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * What every client does when its server is hostile or broken. Extend it and say which transport,
 * and what else a server can do to it.
 */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A channel whose server is hostile")
public abstract class HostileServerContract {

  /** The largest event, frame or batch is 16 MiB; sockets hold some more. */
  private static final long MOST_TAKEN = 32L << 20;

  private static final Duration WATCH = Duration.ofMillis(600);

  /** So many requests or connections meanwhile are no hammering: pauses are 20 ms to 200 ms. */
  private static final int MOST_TRIES = 40;

  private final MessageBus bus = MessageBus.inMemory();
  private PushServer real;

  /** Starts a good server, to which channels come back. */
  @BeforeAll
  public final void open() {
    real =
        PushServer.builder(bus)
            .transports(transport())
            .port(0)
            .eventLoops(1)
            .heartbeat(HostileRun.HEARTBEAT)
            .start();
  }

  /** Ends the good server. */
  @AfterAll
  public final void close() {
    real.close();
    bus.close();
  }

  /** A channel that meets {@code hostile}. */
  protected final HostileRun met(ScriptedServer.Script hostile) {
    return new HostileRun(transport(), hostile, real, bus);
  }

  /** The transport to try; one that polls 20 times a second, or waits for half a second. */
  protected abstract PushTransport transport();

  /** What a server can do to this transport only. */
  protected abstract List<HostileServer> ofThisTransport();

  /** Servers that would keep a client busy for ever; how they end does not matter. */
  protected abstract List<HostileServer> busyServers();

  /** Each attempt ends with its cause; the channel comes back, or gives up if it must. */
  @TestFactory
  @DisplayName("tells the cause, hears nothing wrong, and comes back, or gives up if it must:")
  final Stream<DynamicTest> hostileServers() {
    return Stream.of(HostileServer.ofAnyTransport(), ofThisTransport())
        .flatMap(List::stream)
        .map(each -> DynamicTest.dynamicTest(each.name(), () -> meet(each)));
  }

  /** However eager the server is, the client pauses. */
  @TestFactory
  @DisplayName("does not let itself be kept busy:")
  final Stream<DynamicTest> tirelessServers() {
    return Stream.of(HostileServer.busyWithAnyTransport(), busyServers())
        .flatMap(List::stream)
        .map(each -> DynamicTest.dynamicTest(each.name(), () -> watch(each)));
  }

  @Test
  @DisplayName("passes over provisional answers")
  final void provisionalAnswers() throws IOException {
    try (HostileRun run = met(client -> {})) {
      String hints = "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n";
      run.mend("HTTP/1.1 100 Continue\r\n\r\n" + hints + hints);
    }
  }

  @TestFactory
  @DisplayName("stays away for as long as Retry-After says, if that says anything:")
  final Stream<DynamicTest> retryAfter() {
    return Stream.of("7", "99999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT", "soon", "-1", "")
        .map(header -> DynamicTest.dynamicTest('"' + header + '"', () -> retryAfter(header)));
  }

  private void retryAfter(String header) throws IOException {
    HostileServer busy =
        HostileServer.answer(
            "",
            "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nRetry-After: " + header + "\r\n\r\n",
            "");
    try (HostileRun run = met(busy.script())) {
      run.firstEnd();
      PushFailure refusal = assertInstanceOf(PushFailure.class, run.causes().get(0));
      boolean says = header.matches("[0-9].*|Fri.*");
      assertEquals(says, isLong(refusal.retryAfter()), () -> "" + refusal.retryAfter());
      if (says) {
        Awaitility.await()
            .during(Duration.ofMillis(300))
            .untilAsserted(() -> assertEquals(1, run.connections()));
      } else {
        run.mend();
      }
    }
  }

  private static boolean isLong(@Nullable Duration pause) {
    return pause != null && pause.compareTo(Duration.ofSeconds(7)) >= 0;
  }

  private void meet(HostileServer hostile) throws IOException {
    try (HostileRun run = met(hostile.script())) {
      String end = run.firstEnd();
      assertTrue(
          Pattern.compile(hostile.end()).matcher(end).find(),
          () -> "expected " + hostile.end() + ", got " + end);
      assertTrue(run.sent() < MOST_TAKEN, () -> "took " + run.sent() + " octets");
      assertTrue(end.length() < 800, end);
      assertEquals(hostile.heard(), run.heard());
      if (end.startsWith("Refused")) {
        assertInstanceOf(CloseReason.Refused.class, run.closed());
      } else {
        run.mend();
      }
    }
  }

  private void watch(HostileServer hostile) throws IOException {
    try (HostileRun run = met(hostile.script())) {
      Awaitility.await()
          .during(WATCH)
          .atMost(WATCH.multipliedBy(5))
          .until(() -> run.requests() <= MOST_TRIES && run.connections() <= MOST_TRIES);
      assertTrue(run.connections() > 0, "the client has not even come");
      assertTrue(run.busy().compareTo(WATCH.dividedBy(2)) < 0, () -> "busy for " + run.busy());
      assertEquals(hostile.heard(), run.heard());
      run.mend();
    }
  }
}
