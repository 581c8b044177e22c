package io.pushchannel.benchmarks.load;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.pushchannel.benchmarks.result.Ledger;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * What the load client counted since its last reset.
 *
 * @param elapsedNanos how long that was
 * @param cpuNanos how long its one thread was busy
 * @param messages deliveries to connections, canaries not counted
 * @param reads how often bytes were read
 * @param requests polls, and requests that open streams
 * @param answers streams that began and polls that were answered
 * @param broken connections that ended though nobody wanted it; each came back by itself
 * @param open how many connections are open now
 * @param lastBreak why the last one broke, or nothing
 * @param ledger of the connections that read
 * @param canaries of the library's channels
 * @param backNanos how long after the last cut each connection was open again, in order
 * @param encodedLatency of the deliveries, in nanoseconds, as HdrHistogram packs it, in Base64
 */
public record LoadReport(
    long elapsedNanos,
    long cpuNanos,
    long messages,
    long reads,
    long bytesDown,
    long bytesUp,
    long requests,
    long answers,
    long broken,
    int open,
    String lastBreak,
    Ledger ledger,
    Ledger canaries,
    List<Long> backNanos,
    String encodedLatency) {

  /** How busy the client's thread was: its share of one core. */
  @JsonIgnore
  public double busyShare() {
    return (double) cpuNanos / elapsedNanos;
  }

  /** How many deliveries there were in a second. */
  @JsonIgnore
  public double messagesPerSecond() {
    return messages * 1e9 / elapsedNanos;
  }

  /** Of all that was delivered, from the intended sending to the read, in nanoseconds. */
  @JsonIgnore
  public Histogram latency() {
    try {
      return Histogram.decodeFromCompressedByteBuffer(
          ByteBuffer.wrap(Base64.getDecoder().decode(encodedLatency)), 0);
    } catch (DataFormatException e) {
      throw new IllegalStateException("expected a histogram, got other bytes", e);
    }
  }
}
