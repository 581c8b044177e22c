package io.pushchannel.testkit.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.CloseReason;
import io.pushchannel.MessageBus;
import io.pushchannel.PushRefusedException;
import io.pushchannel.server.PushServer;
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
 * The required behaviour of every client against a hostile or broken server. Subclasses provide the
 * transport, and the hostile behaviours that are specific to it.
 */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A channel with a hostile server")
public abstract class HostileServerContract {

  /** The maximum size of an event, frame or batch is 16 MiB; the rest is for socket buffers. */
  private static final long MOST_TAKEN = 32L << 20;

  private static final Duration WATCH = Duration.ofMillis(600);

  /** Maximum number of requests or connections during WATCH, with pauses of 20 ms to 200 ms. */
  private static final int MOST_TRIES = 40;

  private final MessageBus bus = MessageBus.inMemory();
  private PushServer real;

  /** Starts the real server, to which channels reconnect. */
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

  /** Closes the real server. */
  @AfterAll
  public final void close() {
    real.close();
    bus.close();
  }

  /** Opens a channel to a server with the script {@code hostile}. */
  protected final HostileRun met(ScriptedServer.Script hostile) {
    return new HostileRun(transport(), hostile, real, bus);
  }

  /** Returns the transport to test. It polls 20 times per second, or waits for half a second. */
  protected abstract PushTransport transport();

  /** Returns the hostile behaviours that are specific to this transport. */
  protected abstract List<HostileServer> ofThisTransport();

  /** Returns servers that would keep a client busy permanently. Their ends are not checked. */
  protected abstract List<HostileServer> busyServers();

  /** Tests that each attempt ends with its cause, and that the channel reconnects or closes. */
  @TestFactory
  @DisplayName("reports the cause, delivers nothing invalid, and reconnects, or closes if refused:")
  final Stream<DynamicTest> hostileServers() {
    return Stream.of(HostileServer.ofAnyTransport(), ofThisTransport())
        .flatMap(List::stream)
        .map(each -> DynamicTest.dynamicTest(each.name(), () -> meet(each)));
  }

  /** Tests that the client pauses between attempts, regardless of the server. */
  @TestFactory
  @DisplayName("limits its attempts and its CPU time:")
  final Stream<DynamicTest> tirelessServers() {
    return Stream.of(HostileServer.busyWithAnyTransport(), busyServers())
        .flatMap(List::stream)
        .map(each -> DynamicTest.dynamicTest(each.name(), () -> watch(each)));
  }

  @Test
  @DisplayName("ignores provisional responses")
  final void provisionalAnswers() throws IOException {
    try (HostileRun run = met(client -> {})) {
      String hints = "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n";
      run.recover("HTTP/1.1 100 Continue\r\n\r\n" + hints + hints);
    }
  }

  @TestFactory
  @DisplayName("waits as long as a valid Retry-After requires, and ignores an invalid one:")
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
      PushRefusedException refusal =
          assertInstanceOf(PushRefusedException.class, run.causes().get(0));
      boolean says = header.matches("[0-9].*|Fri.*");
      assertEquals(says, isLong(refusal.retryAfter()), () -> "" + refusal.retryAfter());
      if (says) {
        Awaitility.await()
            .during(Duration.ofMillis(300))
            .untilAsserted(() -> assertEquals(1, run.connections()));
      } else {
        run.recover();
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
          () -> "expected a match of " + hostile.end() + " but was " + end);
      assertTrue(run.sent() < MOST_TAKEN, () -> "the client read " + run.sent() + " bytes");
      assertTrue(end.length() < 800, end);
      assertEquals(hostile.received(), run.received());
      if (end.startsWith("Refused")) {
        assertInstanceOf(CloseReason.Refused.class, run.closed());
      } else {
        run.recover();
      }
    }
  }

  private void watch(HostileServer hostile) throws IOException {
    try (HostileRun run = met(hostile.script())) {
      Awaitility.await()
          .during(WATCH)
          .atMost(WATCH.multipliedBy(5))
          .until(() -> run.requests() <= MOST_TRIES && run.connections() <= MOST_TRIES);
      assertTrue(run.connections() > 0, "the client has not connected");
      assertTrue(run.busy().compareTo(WATCH.dividedBy(2)) < 0, () -> "CPU time was " + run.busy());
      assertEquals(hostile.received(), run.received());
      run.recover();
    }
  }
}
