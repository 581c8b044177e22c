package io.pushchannel.benchmarks.rig;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Measures the time from a request to its response on an open connection, the R of the theory. */
final class RoundTrip {

  private static final int ROUNDS = 201;

  private RoundTrip() {}

  /** Returns the median of {@value #ROUNDS} short polls in seconds. */
  static double medianSeconds(URI server) throws IOException {
    long[] nanos = new long[ROUNDS];
    byte[] request =
        ("GET "
                + server.getPath()
                + "/shortpoll?topic=nothing HTTP/1.1\r\nHost: "
                + server.getAuthority()
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] answer = new byte[4096];
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setTcpNoDelay(true);
      InputStream in = socket.getInputStream();
      for (int i = 0; i < ROUNDS; i++) {
        long start = System.nanoTime();
        socket.getOutputStream().write(request);
        if (in.read(answer) <= 0) { // such a short response arrives in one read
          throw new IOException("no response from " + server);
        }
        nanos[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    return nanos[ROUNDS / 2] / 1e9;
  }
}
