package io.pushchannel.benchmarks;

import java.io.IOException;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The common state of the benchmarks with a server and subscribers. JMH starts both once per trial.
 * Each iteration starts with no message in flight and ends with a check for losses.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls the setup method first
public abstract class MeasuredState {

  Measured measured;

  /**
   * Starts the server in this process and its subscribers in another, as the parameters specify.
   */
  abstract Measured begin() throws IOException;

  /** Starts server and subscribers before all iterations. */
  @Setup(Level.Trial)
  public void start() throws IOException {
    measured = begin();
  }

  /** Resets the counters of a benchmark at the start of each iteration. */
  void beginCounts() {}

  /** Resets all counts. */
  @Setup(Level.Iteration)
  public void reset() throws IOException {
    measured.reset();
    beginCounts();
  }

  /** Waits for all deliveries and checks that no message was lost. */
  @TearDown(Level.Iteration)
  public void account() throws IOException, InterruptedException {
    measured.account();
  }

  /** Stops server and subscribers after all iterations. */
  @TearDown(Level.Trial)
  public void stop() throws IOException {
    measured.close();
  }
}
