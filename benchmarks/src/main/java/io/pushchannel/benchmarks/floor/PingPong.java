package io.pushchannel.benchmarks.floor;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Two threads that send some bytes to each other over a socket of loopback: half of one round is
 * the least time that any message takes from one to the other.
 */
public final class PingPong implements AutoCloseable {

  private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final Socket near;
  private final byte[] bytes;

  /** Starts the far end, for messages of that many bytes. */
  public PingPong(int size) throws IOException {
    bytes = new byte[size];
    Thread far = new Thread(this::echo, "floor-echo");
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
      // the near end has closed, which is how this ends
    }
  }

  /** There and back. */
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
