package io.pushchannel.benchmarks.rig;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How long a request takes to its answer on a connection that is open: the R of the theory. */
final class RoundTrip {

  private static final int ROUNDS = 201;

  private RoundTrip() {}

  /** The median of some short polls. */
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
        if (in.read(answer) <= 0) { // so short an answer comes in one piece
          throw new IOException("expected an answer from " + server + ", got none");
        }
        nanos[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    return nanos[ROUNDS / 2] / 1e9;
  }
}
