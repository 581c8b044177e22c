package io.pushchannel.testkit.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.CloseReason;
import io.pushchannel.spi.PushTransport;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * What every client does when its server is hostile or broken. Extend it and say which transport,
 * and what else a server can do to it.
 */
@Timeout(60)
@DisplayName("A channel whose server is hostile")
public abstract class HostileServerContract {

  /** The transport to try; one that waits for half a second at most. */
  protected abstract PushTransport transport();

  /** What a server can do to this transport only. */
  protected abstract List<HostileServer> ofThisTransport();

  /** Each attempt ends with its cause; the channel comes back, or gives up if it must. */
  @TestFactory
  @DisplayName("tells the cause, hears nothing, and comes back, or gives up if it must:")
  final List<DynamicTest> hostileServers() {
    return java.util.stream.Stream.of(HostileServer.ofAnyTransport(), ofThisTransport())
        .flatMap(List::stream)
        .map(each -> DynamicTest.dynamicTest(each.name(), () -> meet(each)))
        .toList();
  }

  private void meet(HostileServer hostile) {
    try (HostileRun run = new HostileRun(transport(), hostile.script())) {
      String end = run.firstEnd();
      assertTrue(
          Pattern.compile(hostile.end()).matcher(end).find(),
          () -> "expected " + hostile.end() + ", got " + end);
      if (end.startsWith("Refused")) {
        assertTrue(run.closed() instanceof CloseReason.Refused);
        assertEquals(1, run.heard().size(), run.heard()::toString);
      } else {
        assertEquals(List.of(), run.heard());
        run.mend();
      }
    }
  }
}
