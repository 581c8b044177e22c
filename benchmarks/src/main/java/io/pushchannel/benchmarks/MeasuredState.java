package io.pushchannel.benchmarks;

import java.io.IOException;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What benchmarks with a server and subscribers have in common: JMH starts both for a trial, and an
 * iteration begins with nothing on its way and ends with an account.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public abstract class MeasuredState {

  Measured measured;

  /** Starts the server here and its subscribers elsewhere, as the parameters say. */
  abstract Measured begin() throws IOException;

  /** Before all iterations. */
  @Setup(Level.Trial)
  public void start() throws IOException {
    measured = begin();
  }

  /** What else begins anew with each iteration. */
  void beginCounts() {}

  /** Begins the counts anew. */
  @Setup(Level.Iteration)
  public void reset() throws IOException {
    measured.reset();
    beginCounts();
  }

  /** Waits for what is on its way, and checks that nothing was lost. */
  @TearDown(Level.Iteration)
  public void account() throws IOException, InterruptedException {
    measured.account();
  }

  /** After all iterations. */
  @TearDown(Level.Trial)
  public void stop() throws IOException {
    measured.close();
  }
}
