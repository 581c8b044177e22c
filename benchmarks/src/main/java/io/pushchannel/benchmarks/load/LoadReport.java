package io.pushchannel.benchmarks.load;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.pushchannel.benchmarks.result.Ledger;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * The counts of the load client since its last reset.
 *
 * @param elapsedNanos time since the reset
 * @param cpuNanos CPU time of the loop's thread
 * @param messages deliveries to connections, without canaries
 * @param reads reads from sockets that returned bytes
 * @param requests polls, and requests that open streams
 * @param responses streams that were opened and polls that received a response
 * @param broken connections that ended unexpectedly; each reconnects by itself
 * @param open number of open connections
 * @param lastBreak the reason for the last unexpected end, or empty
 * @param ledger the delivery counts of all reading connections
 * @param canaries the delivery counts of the library's channels
 * @param backNanos times from the last cut until each connection was open again, in order
 * @param encodedLatency the latencies in nanoseconds: a compressed HdrHistogram in Base64
 */
public record LoadReport(
    long elapsedNanos,
    long cpuNanos,
    long messages,
    long reads,
    long bytesDown,
    long bytesUp,
    long requests,
    long responses,
    long broken,
    int open,
    String lastBreak,
    Ledger ledger,
    Ledger canaries,
    List<Long> backNanos,
    String encodedLatency) {

  /** Returns the client thread's share of one core. */
  @JsonIgnore
  public double busyShare() {
    return (double) cpuNanos / elapsedNanos;
  }

  /** Returns the times from intended publishing to read of all deliveries, in nanoseconds. */
  @JsonIgnore
  public Histogram latency() {
    try {
      return Histogram.decodeFromCompressedByteBuffer(
          ByteBuffer.wrap(Base64.getDecoder().decode(encodedLatency)), 0);
    } catch (DataFormatException e) {
      throw new IllegalStateException("encodedLatency must be a compressed histogram", e);
    }
  }
}
