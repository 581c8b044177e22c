package io.pushchannel.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.function.Consumer;

/** One connection through the proxy: a thread for each direction, and what goes wrong. */
final class ProxiedConnection {

  private final Socket client;
  private final Socket server;
  private final Consumer<ProxiedConnection> onClose;
  private final long cutAfter;
  private final long stallAfter;
  private volatile boolean stalled;

  ProxiedConnection(Socket client, Socket server, Fault fault, Consumer<ProxiedConnection> onClose)
      throws IOException {
    this.client = client;
    this.server = server;
    this.onClose = onClose;
    this.cutAfter = fault instanceof Fault.CutAfter cut ? cut.bytes() : Long.MAX_VALUE;
    this.stallAfter = fault instanceof Fault.StallAfter stall ? stall.bytes() : Long.MAX_VALUE;
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
  }

  void start() {
    copy("fault-proxy-up", client, server, Long.MAX_VALUE, Long.MAX_VALUE);
    copy("fault-proxy-down", server, client, cutAfter, stallAfter);
  }

  /** Bytes vanish from now on, in both directions. */
  void stall() {
    stalled = true;
  }

  void close() {
    onClose.accept(this);
    for (Socket socket : new Socket[] {client, server}) {
      try {
        socket.close();
      } catch (IOException e) {
        // broken already
      }
    }
  }

  private void copy(String name, Socket from, Socket to, long cut, long stall) {
    Thread thread =
        new Thread(
            () -> {
              try {
                copy(from.getInputStream(), to.getOutputStream(), cut, stall);
              } catch (IOException e) {
                // one end is gone, so the other goes too
              }
              if (!stalled) {
                close();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  private void copy(InputStream in, OutputStream out, long cut, long stall) throws IOException {
    byte[] buffer = new byte[16 << 10];
    long copied = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      int passed = (int) Math.min(read, Math.min(cut, stall) - copied);
      if (!stalled && passed > 0) {
        out.write(buffer, 0, passed);
        out.flush();
      }
      copied += passed;
      if (copied >= cut) {
        return;
      }
      stalled |= copied >= stall;
    }
  }
}
