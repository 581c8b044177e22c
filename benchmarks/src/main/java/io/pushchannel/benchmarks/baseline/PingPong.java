package io.pushchannel.benchmarks.baseline;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Two threads that exchange messages over a loopback socket. Half a round trip is the baseline for
 * latency: the minimum time of a message from one thread to the other.
 */
public final class PingPong implements AutoCloseable {

  private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final Socket near;
  private final byte[] bytes;

  /** Connects two threads for messages of {@code size} bytes. */
  public PingPong(int size) throws IOException {
    bytes = new byte[size];
    Thread far = new Thread(this::echo, "baseline-echo");
    far.setDaemon(true);
    far.start();
    near = new Socket(listening.getInetAddress(), listening.getLocalPort());
    near.setTcpNoDelay(true);
  }

  private void echo() {
    byte[] echoed = new byte[bytes.length];
    try (Socket socket = listening.accept()) {
      socket.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      while (true) {
        in.readFully(echoed);
        out.write(echoed);
      }
    } catch (IOException e) {
      // close() closes the other end to stop this thread
    }
  }

  /** Sends one message and waits until it has come back. */
  public void round() throws IOException {
    near.getOutputStream().write(bytes);
    new DataInputStream(near.getInputStream()).readFully(bytes);
  }

  @Override
  public void close() throws IOException {
    near.close();
    listening.close();
  }
}
