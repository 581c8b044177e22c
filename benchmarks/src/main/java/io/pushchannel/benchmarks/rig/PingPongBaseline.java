package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.result.Histograms;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.SubjectKind;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Two threads that exchange messages over a loopback socket. Half a round trip is the baseline for
 * latency: the minimum time of a message from one thread to the other.
 */
record PingPongBaseline(Duration length) implements Scenario {

  private static final int BYTES = 100;

  @Override
  public String scenario() {
    return "baseline";
  }

  @Override
  public String label() {
    return "baseline ping-pong";
  }

  @Override
  public Duration estimate() {
    return length.multipliedBy(2);
  }

  @Override
  public List<Row> run(RunContext context) throws IOException {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread echo = new Thread(() -> echo(listening), "baseline-echo");
      echo.setDaemon(true);
      echo.start();
      try (Socket socket = new Socket(listening.getInetAddress(), listening.getLocalPort())) {
        socket.setTcpNoDelay(true);
        halves(socket); // warm-up
        return List.of(
            Row.of(scenario(), "ping-pong", SubjectKind.BASELINE, context.round())
                .with("payloadBytes", BYTES)
                .figures(Histograms.figures(halves(socket))));
      }
    }
  }

  /** Returns each message until the other end is closed. */
  private static void echo(ServerSocket listening) {
    byte[] message = new byte[BYTES];
    try (Socket socket = listening.accept()) {
      socket.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      while (true) {
        in.readFully(message);
        socket.getOutputStream().write(message);
      }
    } catch (IOException e) {
      // the other end was closed
    }
  }

  /** Records half of each round trip, which is the latency in one direction. */
  private Histogram halves(Socket socket) throws IOException {
    Histogram latency = new Histogram(3);
    DataInputStream in = new DataInputStream(socket.getInputStream());
    byte[] message = new byte[BYTES];
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() < end) {
      long start = System.nanoTime();
      socket.getOutputStream().write(message);
      in.readFully(message);
      latency.recordValue((System.nanoTime() - start) / 2);
    }
    return latency;
  }
}
