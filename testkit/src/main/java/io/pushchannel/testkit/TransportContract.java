package io.pushchannel.testkit;

import io.pushchannel.spi.PushTransport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests of the promises of every transport, with the chapters of {@code docs/contract.md}. The name
 * of each test quotes a promise and its number. A subclass provides the transport:
 *
 * <pre>{@code
 * class SseContractTest extends TransportContract {
 *   @Override
 *   protected PushTransport transport() {
 *     return new SseTransport();
 *   }
 * }
 * }</pre>
 *
 * <p>The transport is tested against a real server, over real sockets, through a {@link
 * io.pushchannel.proxy.FaultProxy}. Each test has its own server and proxy. Tests run in parallel
 * if {@code junit-platform.properties} contains {@code
 * junit.jupiter.execution.parallel.enabled=true}.
 */
@Timeout(60)
@ExtendWith(TransportFixtureExtension.class)
@DisplayName("A channel")
public abstract class TransportContract {

  /** Constructor for subclasses, which must implement {@link #transport}. */
  protected TransportContract() {}

  /**
   * Returns the transport to test. Called once per test. Choose short intervals to keep tests
   * short: polls at least every 50 ms, or held for at most one second.
   */
  protected abstract PushTransport transport();

  /** Promises 1 to 10 and 33. */
  @Nested
  @DisplayName("Delivery")
  class Delivery extends DeliveryContract {}

  /** Promises 11 to 15 and 34. */
  @Nested
  @DisplayName("Failures and reconnects")
  class Breaking extends ReconnectContract {}

  /** Promises 16 to 18, 28 and 29. */
  @Nested
  @DisplayName("Publishing")
  class Publishing extends PublishContract {}

  /** Promises 19 to 23. */
  @Nested
  @DisplayName("Threads and closing")
  class Ending extends LifecycleContract {}
}
