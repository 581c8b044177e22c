package io.pushchannel.benchmarks.cost;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import org.HdrHistogram.Histogram;

/**
 * Measures the round trip of a small HTTP request on a persistent connection, the R of the theory.
 * The requests are spaced like messages, because a busy connection responds faster.
 */
public final class RoundTrip {

  private static final int WARM_UP = 50;
  private static final int MEASURED = 50;
  private static final long PAUSE_MILLIS = 15;

  private RoundTrip() {}

  /** Returns the median round trip in seconds. */
  public static double medianSeconds(URI server) throws IOException, InterruptedException {
    Histogram times = new Histogram(3);
    for (int i = 0; i < WARM_UP + MEASURED; i++) {
      Thread.sleep(PAUSE_MILLIS);
      long start = System.nanoTime();
      request(server);
      if (i >= WARM_UP) {
        times.recordValue(System.nanoTime() - start);
      }
    }
    return times.getValueAtPercentile(50) / 1e9;
  }

  private static void request(URI server) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) server.toURL().openConnection();
    try (InputStream body = connection.getInputStream()) {
      body.readAllBytes();
    }
  }
}
