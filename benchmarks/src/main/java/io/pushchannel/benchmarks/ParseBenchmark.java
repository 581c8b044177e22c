package io.pushchannel.benchmarks;

import io.pushchannel.benchmarks.load.Stamp;
import io.pushchannel.spi.Batch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs a client of the library to read a batch. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class ParseBenchmark {

  @Param({"0", "1", "64"})
  public int messages;

  private byte[] json;

  /** A batch as a server sends it. */
  @Setup
  public void make() {
    StringBuilder batch = new StringBuilder("{\"cursor\":\"9f3ac2d1-1064\",\"messages\":[");
    for (int i = 0; i < messages; i++) {
      batch
          .append(i == 0 ? "" : ",")
          .append("{\"id\":\"9f3ac2d1-")
          .append(1000 + i)
          .append("\",\"topic\":\"load\",\"data\":\"")
          .append(new Stamp(i, 1L << 50).toText(100))
          .append("\"}");
    }
    json = batch.append("]}").toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** One batch. */
  @Benchmark
  public Batch parseBatch() throws IOException {
    return Batch.parse(json);
  }
}
