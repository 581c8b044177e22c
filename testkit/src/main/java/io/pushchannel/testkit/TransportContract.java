package io.pushchannel.testkit;

import io.pushchannel.spi.PushTransport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every transport promises, chapter by chapter as in {@code docs/contract.md}; each test
 * quotes the promise that it tries, with its number. Extend it and say which transport:
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
 * <p>The transport is tried against a real server, over real sockets, through a {@link
 * io.pushchannel.testkit.proxy.FaultProxy}. Each test has its own, so they may run in parallel, and
 * do if JUnit is told that tests may: {@code junit.jupiter.execution.parallel.enabled=true} in
 * {@code junit-platform.properties}.
 */
@Timeout(60)
@ExtendWith(RigExtension.class)
@DisplayName("A channel")
public abstract class TransportContract {

  /** Nothing to say but {@link #transport}. */
  protected TransportContract() {}

  /**
   * The transport to try; called once per test. It should be set up to be quick, so that a test is:
   * a poll that comes again within 50 ms, or is held for a second at most.
   */
  protected abstract PushTransport transport();

  /** Promises 1 to 10. */
  @Nested
  @DisplayName("What a listener hears")
  class Hearing extends WhatAListenerHears {}

  /** Promises 11 to 15. */
  @Nested
  @DisplayName("What happens when something breaks")
  class Breaking extends WhatHappensWhenSomethingBreaks {}

  /** Promises 16 to 18, 28 and 29. */
  @Nested
  @DisplayName("Publishing")
  class Publishing extends WhatPublishingPromises {}

  /** Promises 19 to 23. */
  @Nested
  @DisplayName("Threads and ends")
  class Ending extends ThreadsAndEnds {}
}
